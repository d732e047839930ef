using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>What a failed call says: the error, its class by the exception's type, and the arguments it was called with.</summary>
internal static class FunctionFailure
{
    public const string ReturnedClass = "returned-error";

    private const int MostCauses = 3;
    private const int MostValue = 1000;

    public static Failure Of(Exception e, string context) => new()
    {
        Text = Json.Bounded(Describe(e), Plugins.Rooms.MostText),
        Class = ClassOf(e),
        Code = e is HttpRequestException { StatusCode: { } status } ? ((int)status).ToString(CultureInfo.InvariantCulture) : null,
        Context = context,
    };

    public static Failure Returned(string error, string context) =>
        new() { Text = Json.Bounded(error, Plugins.Rooms.MostText), Class = ReturnedClass, Context = context };

    /// <summary>Type and message of an exception and its causes; no stack, which says where but not what.</summary>
    public static string Describe(Exception e)
    {
        var text = new StringBuilder();
        var depth = 0;
        for (var cause = e; cause is not null && depth < MostCauses; cause = cause.InnerException, depth++)
        {
            text.Append(depth == 0 ? "" : "\ncaused by ").Append(cause.GetType().Name).Append(": ").Append(cause.Message);
        }

        return text.ToString();
    }

    /// <summary>Whether an error says that the call itself was wrong: the same call fails the same way.</summary>
    public static bool BlamesTheCall(Exception e) => e
        is ArgumentException or FormatException or JsonException or NotSupportedException or NotImplementedException or KernelException
        or InvalidCastException or HttpRequestException { StatusCode: >= (System.Net.HttpStatusCode)400 and < (System.Net.HttpStatusCode)500
            and not System.Net.HttpStatusCode.RequestTimeout and not System.Net.HttpStatusCode.TooManyRequests };

    /// <summary>The arguments of a call as the advisers see them, and which of them they may replace.</summary>
    public static string Context(KernelFunction function, KernelArguments arguments, IReadOnlySet<string> changeable)
    {
        var text = new StringBuilder("Function ").Append(FunctionName.Of(function)).Append(": ").Append(function.Description).Append("\nCalled with:");
        foreach (var parameter in function.Metadata.Parameters)
        {
            arguments.TryGetValue(parameter.Name, out var value);
            text.Append("\n- ").Append(parameter.Name).Append(" = ").Append(Json.Bounded(Shown(value), MostValue));
        }

        if (changeable.Count == 0)
        {
            return text.Append("\nNo argument may be replaced.").ToString();
        }

        text.Append("\nThese may be replaced, by a step of kind \"").Append(GuidanceSteps.Arguments).Append("\" with their new values by name:");
        foreach (var parameter in function.Metadata.Parameters.Where(parameter => changeable.Contains(parameter.Name)))
        {
            text.Append("\n- ").Append(parameter.Name).Append(' ').Append(parameter.Schema?.ToString() ?? "{}");
        }

        return text.ToString();
    }

    public static string Shown(object? value) => value switch
    {
        null => "(none)",
        string text => text,
        JsonElement element => element.GetRawText(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Serialized(value),
    };

    private static string ClassOf(Exception e)
    {
        var name = e.GetType().Name;
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        name = tick < 0 ? name : name[..tick];
        name = name.Length > 9 && name.EndsWith("Exception", StringComparison.Ordinal) ? name[..^9] : name;
        var words = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            words.Append(char.IsUpper(c) && words.Length > 0 ? "-" : "").Append(c);
        }

        return Trigger.Slug(words.ToString());
    }

    private static string Serialized(object value)
    {
        try
        {
            return JsonSerializer.Serialize(value);
        }
        catch (Exception e) when (e is NotSupportedException or JsonException)
        {
            return value.GetType().Name;
        }
    }
}
