using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Chat;
using AgentEscalation.Cli.Scorecards;
using AgentEscalation.Cli.Storage;
using AgentEscalation.Decisions;
using AgentEscalation.Routing;
using AgentEscalation.Rust;
using AgentEscalation.Sqlite;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Cli.Run;

/// <summary>Does what <c>run</c> was asked to do.</summary>
internal static class RunAction
{
    /// <summary>Runs the ladder.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="terminal">Where to write, and whom to ask.</param>
    /// <param name="token">Cancels the run.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(RunRequest request, Terminal terminal, CancellationToken token)
    {
        var choice = AgentChoice.Find(request.Agent, request.Agents);
        OutFile.Require(request.Out, "--out");
        var runner = new ProcessCommandRunner();
        await Toolchain.RequireCargoAsync(runner, request.Verify == "clippy", token).ConfigureAwait(false);
        await Manifest.RequireAsync(request.Workspace, runner, token).ConfigureAwait(false);

        using var view = new RunView(terminal, request.Format, TimeProvider.System);
        var desk = new Desk(request.Answers, request.Format == OutputFormat.Text && terminal.IsInteractive ? AskAsync : null);
        using var providers = request.Model is null ? null : Models.Configured.Providers(request.Config, request.Settings);
        var models = providers is null ? null : Models.ModelChoice.Of(request.Model!, providers);
        using var journal = request.Storage is { } file ? CaseStorage.OpenOrMake(file) : null;
        var router = RouterOf(choice.Catalog, models, runner, desk, journal);
        var run = await ClimbAsync(router, RustTask.Of(request), view, token).ConfigureAwait(false);
        var code = Show(run, request.Agent, request.Format, terminal, journal?.File);
        if (request.Out is { } path)
        {
            OutFile.Write(path, "--out", CaseFiles.LinesOf(run, request.Agent, TimeProvider.System));
        }

        return desk.Fault is { } fault ? throw new BadInputException(fault, null, "Run again with one of these keys.") : code;

        async ValueTask<Answer?> AskAsync(DecisionCard card, CancellationToken asking)
        {
            await view.QuietAsync(asking).ConfigureAwait(false);
            return await Question.AskAsync(card, terminal, asking).ConfigureAwait(false);
        }
    }

    /// <summary>Writes how a run ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="agent">Who worked.</param>
    /// <param name="format">For people or for programs.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="storage">The case file; null when the case is kept nowhere.</param>
    /// <returns>The exit code.</returns>
    public static int Show(RunResult run, string agent, OutputFormat format, Terminal terminal, string? storage)
    {
        if (format == OutputFormat.Json)
        {
            RunDocument.Write(run, terminal.Out);
        }
        else
        {
            RunText.Write(run, agent, storage, terminal.Out);
        }

        return CodeOf(run);
    }

    /// <summary>The router of this command: Rust, and models when there are some.</summary>
    /// <exception cref="BadInputException">A model that an agent asks for is served by nobody.</exception>
    public static EscalationRouter RouterOf(
        AgentCatalog catalog, ChatModels? models, ProcessCommandRunner runner, IDecisionDesk desk, SqliteJournal? journal)
    {
        try
        {
            return EscalationRouter.Create(o =>
            {
                o.Catalog(catalog).UseRust(runner).Desk(desk, Timeout.InfiniteTimeSpan);
                if (journal is not null)
                {
                    o.Journal(journal).Memory(new SqliteMemory(journal));
                }

                if (models is not null)
                {
                    o.UseChat(models);
                }
            });
        }
        catch (InvalidOperationException e) when (models is not null)
        {
            throw new BadInputException(e.Message, null, "");
        }
    }

    private static async ValueTask<RunResult> ClimbAsync(EscalationRouter router, AgentTask task, RunView view, CancellationToken token)
    {
        try
        {
            // The stream itself is not cancelled: the last thing it tells is how the task ended.
            await foreach (var update in router.RunStreamingAsync(task, token).ConfigureAwait(false))
            {
                view.Show(update);
                if (update is RunEnded { Result: var result })
                {
                    return result;
                }
            }

            throw new InvalidOperationException("The run ended without a result.");
        }
        catch (Exception e) when (e is WorkspaceException or TaskRefusedException)
        {
            throw new BadInputException(e.Message, null, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                "The workspace cannot be copied", e.Message.TrimEnd('.'), $"See that '{Path.GetTempPath()}' has room and may be written, or set TMPDIR.");
        }
    }

    private static int CodeOf(RunResult run) => run.Outcome switch
    {
        null => ExitCode.Waiting,
        { IsVerified: true } => ExitCode.Done,
        { Kind: OutcomeKind.Cancelled } => ExitCode.Cancelled,
        _ => ExitCode.Unresolved,
    };
}
