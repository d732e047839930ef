using System.Text.Json;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Routing;
using AgentEscalation.Workspaces;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>All tools of an attempt: those of the copy, the verifier, the host's. Whatever comes of a call reaches the model as data.</summary>
internal sealed class WorkTools
{
    public const int MostResult = 16_384;

    private const int MostResults = 1024 * 1024;
    private const int MostChecks = 6;

    private readonly Attempt _attempt;
    private readonly CopyTools? _copy;
    private readonly TriedStates? _tried;
    private readonly Dictionary<string, AIFunction> _hosts = new(StringComparer.Ordinal);
    private int _checks;
    private int _told;

    public WorkTools(Attempt attempt, ToolAccess access, IReadOnlyList<IAgentTools> tools, TriedStates? tried)
    {
        _attempt = attempt;
        _tried = tried;
        _copy = attempt.Workspace is { } copy ? new(copy, access) : null;
        foreach (var tool in tools.SelectMany(host => host.ToolsFor(attempt)))
        {
            if (!KnownTools.IsOurs(tool.Name) && access.Allows(tool.Name))
            {
                _hosts.TryAdd(tool.Name, tool);
            }
        }

        Offered = [.. _copy?.Declarations ?? [], .. _hosts.Values.Select(Declared)];
    }

    public IList<AITool> Offered { get; }

    /// <summary>Whether the verifier passed the copy as it is.</summary>
    public bool Passed { get; private set; }

    public bool Allows(FileEdit edit) => _copy?.Allows(edit) ?? false;

    /// <summary>Carries a call out.</summary>
    /// <returns>What the model is told.</returns>
    public async ValueTask<string> CallAsync(FunctionCallContent call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = _told >= MostResults ? "Not done: this attempt has read as much as it may. Finish with what you have."
            : call.Exception is not null ? "Not done: the arguments could not be read."
            : call.Name == KnownTools.Verify && Offered.Any(static tool => tool.Name == KnownTools.Verify) ? await CheckAsync(cancellationToken).ConfigureAwait(false)
            : _copy?.Call(call, cancellationToken)
                ?? (_hosts.TryGetValue(call.Name, out var tool)
                    ? await CallAsync(tool, call, cancellationToken).ConfigureAwait(false)
                    : $"There is no tool '{Bound.Cut(call.Name, 100)}'. There are: {string.Join(", ", Offered.Select(static offered => offered.Name))}.");
        var encoded = PromptParts.Encode(call.Name, result, MostResult);
        _told += encoded.Length;
        return encoded;
    }

    private async ValueTask<string> CheckAsync(CancellationToken cancellationToken)
    {
        if (await _tried!.RefuseAsync(cancellationToken).ConfigureAwait(false))
        {
            return $"Not run: this state was judged before. It found: {_tried.Judged?.Failure.Text.Value}";
        }

        if (++_checks > MostChecks)
        {
            return $"Not run: the verifier looks {MostChecks} times in an attempt. Finish; it looks again then.";
        }

        var verdict = await _attempt.CheckAsync(cancellationToken).ConfigureAwait(false);
        Passed = verdict.IsVerified;
        return verdict.Kind switch
        {
            VerdictKind.Verified => "It passes.",
            VerdictKind.Failed => $"It fails: {verdict.Failure!.Text.Value}",
            _ => $"It could not be run: {verdict.Why}",
        };
    }

    private static async ValueTask<string> CallAsync(AIFunction tool, FunctionCallContent call, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = new AIFunctionArguments(call.Arguments);
            return await tool.InvokeAsync(arguments, cancellationToken).ConfigureAwait(false) switch
            {
                null => "Done.",
                string text => text,
                JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
                JsonElement json => json.GetRawText(),
                var other => other.ToString() ?? "Done.",
            };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return $"It failed: {e.GetType().Name}: {e.Message}";
        }
    }

    /// <summary>Without the function itself: only the ladder calls tools, within its budget.</summary>
    private static AIFunctionDeclaration Declared(AIFunction tool) => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, tool.JsonSchema);
}
