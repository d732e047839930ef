using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>What plugin functions do when they are called: run a task, ask for advice. Whatever goes wrong is an answer that says what and what to
/// do; the message of an unknown exception goes to the log and not to the model.</summary>
internal sealed class Rooms(IServiceProvider services)
{
    /// <summary>Most characters that a model may hand in as one text.</summary>
    public const int MostText = 16_384;

    private readonly ILogger _logger = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(Log.Category);

    /// <summary>Resolved when first needed: what works for the router may itself come from a kernel.</summary>
    public EscalationRouter Router => field ??= services.GetRequiredService<EscalationRouter>();

    public static string Cut(string? text) => Json.Bounded(text ?? "", MostText);

    public async Task<string> RunAsync(AgentTask task, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(task.Text))
        {
            return Json.Refused("The task is empty. Say what to do.");
        }

        if (task.Text.Length > MostText)
        {
            return Json.Refused($"The task is {task.Text.Length} characters long; {MostText} are the most. Say it shorter, or put the rest into a file.");
        }

        return await AnswerAsync(() => RunNestedAsync(task, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> AdviseAsync(
        string agent, Level level, string problem, Failure failure, string? attempted, string? request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(problem))
        {
            return Json.Refused("The report names no problem. Say what is wrong.");
        }

        return await AnswerAsync(() => AdviseNestedAsync(agent, level, problem, failure, attempted, request, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private async ValueTask<string> RunNestedAsync(AgentTask task, CancellationToken cancellationToken)
    {
        var attempt = Nesting.Attempt;
        Nesting.Enter();
        var run = attempt is { } around
            ? await around.RunAsync(task, cancellationToken).ConfigureAwait(false)
            : await Router.RunAsync(task, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await KeepAsync(run, cancellationToken).ConfigureAwait(false);
        return RunAnswer.Of(run);
    }

    private async ValueTask<string> AdviseNestedAsync(
        string agent, Level level, string problem, Failure failure, string? attempted, string? request, CancellationToken cancellationToken)
    {
        Nesting.Enter();
        var report = CaseReport.Asked("caller", level, problem, failure, attempted, string.IsNullOrWhiteSpace(request) ? null : request);
        return GuidanceAnswer.Of(agent, await Router.AdviseAsync(agent, report, cancellationToken).ConfigureAwait(false));
    }

    private async Task<string> AnswerAsync(Func<ValueTask<string>> ask, CancellationToken cancellationToken)
    {
        if (Nesting.IsDeepest)
        {
            return Json.Refused($"Agents call one another {Nesting.Deepest} deep at most. Answer with what is known instead of asking another agent.");
        }

        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (e is TaskRefusedException or AgentNotFoundException or WorkspaceException or TimeoutException)
        {
            return Json.Refused(Redactor.Redact(e.Message));
        }
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            Log.CallFailed(_logger, e);
            return Json.Refused($"The call failed ({e.GetType().Name}). The reason is in the host's log; the same call will not help.");
        }
    }

    /// <summary>A journal in memory hears only of cases that wait. One that ended is kept there too, so that its status can be asked for.</summary>
    private async ValueTask KeepAsync(RunResult run, CancellationToken cancellationToken)
    {
        if (run is { CaseId: { } id, Outcome: not null } && Router.Journal is InMemoryJournal memory)
        {
            await memory.AppendAsync(id, 0, run.Events.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }
}
