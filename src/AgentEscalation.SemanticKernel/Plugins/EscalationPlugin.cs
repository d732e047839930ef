using AgentEscalation.Cases;
using AgentEscalation.Routing;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>The plugin that is about cases rather than about one agent. It reports and tells; deciding is the person's.</summary>
internal sealed class EscalationPlugin(Rooms rooms, Workplaces workplaces, IReadOnlyCollection<string> specialists)
{
    public const string Name = "escalation";

    /// <summary>Whose functions they are: nobody's, so that an agent may not be taken for it.</summary>
    public const string Owner = "(the plugin for cases)";

    public const string ReportProblem = "report_problem";
    public const string CaseStatus = "case_status";
    public const string PendingDecisions = "pending_decisions";
    public const string Scorecard = "scorecard";

    public const string Description = "Reports problems to the ladder of a specialist and tells how cases stand. Deciding is left to people.";

    public IEnumerable<KernelFunction> Functions() =>
    [
        ReportFunction(),
        Function(
            CaseStatus,
            "Tells how a case stands: open, waiting for a person, or closed with its outcome. Returns JSON.",
            (string caseId, CancellationToken token = default) => StatusAsync(caseId, token),
            Parameter.Text("caseId", "The id of the case, as an earlier answer named it: 32 hexadecimal digits.")),
        Function(
            PendingDecisions,
            "Lists the cases that wait for a person's decision, with the options of each. Deciding is not possible here: tell the user. Returns JSON.",
            (CancellationToken token = default) => PendingAsync(token)),
        Function(
            Scorecard,
            "Tells how often errors were resolved at each level of the ladder, with 95 % intervals and targets. Returns JSON.",
            (string? agent = null) => ScorecardAnswer.Of(rooms.Router.Scorecard.ToScorecard(), agent),
            Parameter.Optional("agent", "The name of one agent; all of them when left out.")),
    ];

    private KernelFunction ReportFunction()
    {
        const string Does =
            "Hands an error that exists already to a specialist and its ladder: self-recovery, a coordinator, an architect, then a person. Use it when "
            + "something failed and cannot be mended here. Returns JSON with status, verified, level, attempts and verdict.";
        var agent = Parameter.OneOf("agent", "The specialist that the error belongs to.", specialists);
        var task = Parameter.Text("task", "What should work, and by what one sees that it does.");
        var error = Parameter.Text("error", "The error exactly as it was printed.");
        var context = Parameter.Optional("context", "Where it happened and what stands there, for example the lines of code.");
        return workplaces.Names.Count == 0
            ? Function(
                ReportProblem,
                Does,
                (string agent, string task, string error, string? context = null, CancellationToken token = default) =>
                    ReportAsync(agent, task, error, null, context, token),
                agent, task, error, context)
            : Function(
                ReportProblem,
                Does,
                (string agent, string task, string error, string? workspace = null, string? context = null, CancellationToken token = default) =>
                    ReportAsync(agent, task, error, workspace, context, token),
                agent, task, error,
                Parameter.OneOf("workspace", "The name of the workspace that the error is in; a name of this list, never a path.", workplaces.Names, required: false),
                context);
    }

    private async Task<string> ReportAsync(string agent, string task, string error, string? workspace, string? context, CancellationToken token)
    {
        if (!specialists.Contains(agent))
        {
            return Json.Refused($"'{Json.Bounded(agent, 80)}' is no specialist here. Name one of these: {string.Join(", ", specialists)}.");
        }

        if (string.IsNullOrWhiteSpace(error))
        {
            return Json.Refused("The error is empty. Give it exactly as it was printed.");
        }

        return workplaces.Fault(workspace) is { } fault
            ? Json.Refused(fault)
            : await rooms.RunAsync(
                AgentTask.Failed(agent, task, new() { Text = Rooms.Cut(error), Context = Rooms.Cut(context) }, workspace), token).ConfigureAwait(false);
    }

    private async Task<string> StatusAsync(string caseId, CancellationToken token)
    {
        if (!CaseId.TryParse(caseId?.Trim(), out var id))
        {
            return Json.Refused("That is no case id: 32 hexadecimal digits are. Take it from the answer that named the case.");
        }

        var events = await rooms.Router.Journal.ReadAsync(id, token).ConfigureAwait(false);
        return events.IsEmpty
            ? Json.Refused($"Case {id} is not known here: it climbs at this moment, or it is closed and no longer kept.")
            : CaseAnswer.Status(events);
    }

    private async Task<string> PendingAsync(CancellationToken token)
    {
        List<DecisionCard> cards = [];
        var more = 0;
        var journal = rooms.Router.Journal;
        await foreach (var id in journal.OpenCasesAsync(token).ConfigureAwait(false))
        {
            var events = await journal.ReadAsync(id, token).ConfigureAwait(false);
            if (CaseState.From(events.AsSpan()).Status != Cases.CaseStatus.Waiting)
            {
                continue;
            }

            if (cards.Count < CaseAnswer.MostPending)
            {
                cards.Add(DecisionCard.Of(events)!);
            }
            else
            {
                more++;
            }
        }

        return CaseAnswer.Pending(cards, more);
    }

    private static KernelFunction Function(string name, string description, Delegate method, params KernelParameterMetadata[] parameters) =>
        KernelFunctionFactory.CreateFromMethod(method, new KernelFunctionFromMethodOptions
        {
            FunctionName = name,
            Description = description,
            Parameters = parameters,
            ReturnParameter = new() { Description = "JSON", ParameterType = typeof(string) },
        });
}
