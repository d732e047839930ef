using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Routing;
using AgentEscalation.Workspaces;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>The conversation of one attempt.</summary>
internal sealed class WorkSession
{
    private readonly Attempt _attempt;
    private readonly ModelCalls _calls;
    private readonly Failure? _found;
    private readonly WorkTools _tools;
    private readonly TriedStates? _tried;
    private readonly Snapshot? _begun;
    private readonly List<ChatMessage> _messages;
    private bool _repaired;
    private bool _told;

    public WorkSession(Attempt attempt, ModelCalls calls, IReadOnlyList<IAgentTools> tools, Snapshot? start, Failure? found)
    {
        _attempt = attempt;
        _calls = calls;
        _found = found;
        _begun = attempt.Workspace?.Current;
        _tried = attempt.Workspace is { } copy && start is not null ? new(copy, start, attempt.Report) : null;
        _tools = new(attempt, attempt.Definition?.Tools ?? ToolAccess.All, tools, _tried);
        _messages = WorkPrompt.Messages(attempt, found, attempt.Definition?.Instructions ?? "");
    }

    public async ValueTask<AttemptResult> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = _calls.IsLast(_messages);
            if (last && !_told && _messages.Count > 2)
            {
                _messages.Add(new(ChatRole.User, WorkPrompt.LastCall));
                _told = true;
            }

            var options = last ? new ChatOptions { ResponseFormat = WorkAnswer.Format } : new() { Tools = _tools.Offered };
            var reply = await _calls.AskAsync(_messages, options, _attempt.TimeLeft, cancellationToken).ConfigureAwait(false);
            if (reply.Response is not { } response)
            {
                return Failed(reply.Fault!, "no-model");
            }

            var called = response.Messages.SelectMany(static m => m.Contents).OfType<FunctionCallContent>().ToList();
            var ended = called.Count > 0 && !last
                ? await CarryOutAsync(response, called, cancellationToken).ConfigureAwait(false)
                : await FinishAsync(response, cancellationToken).ConfigureAwait(false);
            if (ended is { } result)
            {
                return result;
            }
        }
    }

    private async ValueTask<AttemptResult?> CarryOutAsync(ChatResponse response, List<FunctionCallContent> called, CancellationToken cancellationToken)
    {
        _messages.AddRange(response.Messages);
        List<AIContent> results = [];
        foreach (var call in called)
        {
            results.Add(new FunctionResultContent(call.CallId, await _tools.CallAsync(call, cancellationToken).ConfigureAwait(false)));
            if (_tools.Passed)
            {
                // There is nothing left to ask for: the router lets the verifier say it again.
                return new() { Notes = response.Text };
            }
        }

        _messages.Add(new(ChatRole.Tool, results));
        return null;
    }

    /// <summary>Takes the answer at the end.</summary>
    /// <returns>Null when the model has to be asked once more.</returns>
    private async ValueTask<AttemptResult?> FinishAsync(ChatResponse response, CancellationToken cancellationToken)
    {
        if (WorkAnswer.Read(response.Text, out var fault) is not { } answer)
        {
            fault = response.FinishReason == ChatFinishReason.Length ? "it was cut off, so it has to be shorter" : fault;
            if (_repaired || !_calls.HasRoom)
            {
                return Failed($"the model gave a malformed answer: {fault}", "malformed-answer");
            }

            _repaired = true;
            ModelCalls.SendBack(_messages, response.Text, fault);
            return null;
        }

        if (!answer.Done && answer.Edits.Count == 0 && _tried is not null)
        {
            await _tried.UnchangedAsync(cancellationToken).ConfigureAwait(false);
            return Said(answer, gaveUp: true);
        }

        var refusal = await MakeAsync(answer, cancellationToken).ConfigureAwait(false);
        if (refusal is not null && _calls.HasRoom)
        {
            _messages.Add(new(ChatRole.Assistant, Bound.Cut(response.Text, WorkTools.MostResult)));
            _messages.Add(new(ChatRole.User, PromptParts.Encode("refused", refusal, WorkTools.MostResult)));
            return null;
        }

        return Said(answer, gaveUp: refusal is not null || !answer.Done);
    }

    /// <summary>What is judged already is not judged again.</summary>
    private AttemptResult Said(WorkAnswer answer, bool gaveUp)
    {
        var said = new AttemptResult
        {
            Notes = answer.Notes,
            Trigger = Triggers.Above(_attempt.Policy, _attempt.Level, answer.Trigger)?.Id,
            GaveUp = gaveUp,
        };
        return _tried?.Judged is { } judged ? said with { GaveUp = true, Failure = judged.Failure, Approach = judged.Approach } : said;
    }

    /// <summary>Makes the edits of an answer.</summary>
    /// <returns>Why they were not made; null when they were, or when there were none.</returns>
    private async ValueTask<string?> MakeAsync(WorkAnswer answer, CancellationToken cancellationToken)
    {
        if (_attempt.Workspace is not { } copy)
        {
            return answer.Edits.Count == 0 ? null : "There is no folder to edit.";
        }

        if (answer.Edits.FirstOrDefault(edit => !_tools.Allows(edit)) is { } forbidden)
        {
            return $"'{forbidden.Path}' was not changed: the agent's file does not allow the tool.";
        }

        var result = copy.Apply(answer.Edits);
        if (!result.Applied)
        {
            return $"Nothing was done: {string.Join(' ', result.Refusals.Select(static refusal => refusal.Message))}";
        }

        if (!await _tried!.RefuseAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        await copy.RestoreAsync(_begun!, cancellationToken).ConfigureAwait(false);
        return $"This was tried before, and the verifier refused it. The copy is back where you began. Do something else: {_tried.Judged?.Failure.Text.Value}";
    }

    private AttemptResult Failed(string fault, string errorClass) => new()
    {
        GaveUp = true,
        Notes = $"Nothing was tried: {fault}",
        Failure = _found is { } found
            ? found with { Text = $"Not tried: {fault}. Found before: {found.Text.Value}", Rank = long.MaxValue, Fingerprint = found.Fingerprint }
            : new() { Text = fault, Class = errorClass, Rank = long.MaxValue },
    };
}
