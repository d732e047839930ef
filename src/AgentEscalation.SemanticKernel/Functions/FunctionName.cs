using System.Buffers;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>A function or all functions of a plugin, as they are named in code: <c>Build-compile</c>, <c>Build.compile</c>, <c>Build-*</c>.
/// Compared like a kernel does, without regard to case.</summary>
internal readonly record struct FunctionName(string? Plugin, string Function)
{
    private const string All = "*";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    public bool IsWholePlugin => Function == All;

    public static FunctionName Parse(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var at = name.AsSpan().IndexOfAny('-', '.');
        var plugin = at < 0 ? null : name[..at];
        var function = name[(at + 1)..];
        var good = plugin?.Length != 0 && plugin?.AsSpan().ContainsAnyExcept(Letters) != true
            && function.Length > 0 && ((function == All && plugin is not null) || !function.AsSpan().ContainsAnyExcept(Letters));
        return good ? new(plugin, function) : throw new ArgumentException(
            $"'{name}' names no function. Write 'Plugin-function', 'Plugin-*' for all functions of a plugin, or 'function' for one without a plugin.",
            nameof(name));
    }

    public static string Of(KernelFunction function) =>
        function.PluginName is { Length: > 0 } plugin ? $"{plugin}-{function.Name}" : function.Name;

    public bool Matches(KernelFunction function) =>
        string.Equals(Plugin ?? "", function.PluginName ?? "", StringComparison.OrdinalIgnoreCase)
        && (IsWholePlugin || string.Equals(Function, function.Name, StringComparison.OrdinalIgnoreCase));

    public bool IsIn(IReadOnlyKernelPluginCollection plugins) =>
        Plugin is null
        || (plugins.TryGetPlugin(Plugin, out var plugin) && (IsWholePlugin || plugin.Contains(Function)));

    public override string ToString() => Plugin is null ? Function : $"{Plugin}-{Function}";
}
