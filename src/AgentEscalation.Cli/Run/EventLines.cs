using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Cli.Run;

/// <summary>Tells events as lines that can be read one by one, as in a build log.</summary>
internal sealed class EventLines
{
    private EscalationPolicy _policy = EscalationPolicy.Default;
    private int _card;

    /// <summary>The line of an event.</summary>
    /// <param name="e">The event; its predecessors were told before.</param>
    /// <returns>The line; null when the event says nothing that its neighbours do not say.</returns>
    public string? Of(CaseEvent e) => e switch
    {
        CaseOpened x => Opened(x),
        AttemptStarted x => $"{At(x.Level)}: attempt {x.Number} begins",
        AttemptEnded x => $"{At(x.Level)}: attempt {x.Number} {Said(x.Verdict)} ({Durations.Show(x.Elapsed)})",
        ConsultStarted x => $"{At(x.Level)}: {Printable.Line(x.Responder)} is asked",
        ConsultEnded x => $"{At(x.Level)}: {Printable.Line(x.Responder)} {Said(x.Guidance, x.Fault)} ({Durations.Show(x.Elapsed)})",
        Escalated { From: Level.None } => null,
        Escalated x => $"up from level {(int)x.From} to level {(int)x.To}: {Words.Of(x.Cause, x.Detail)}",
        CardIssued x => Issued(x),
        DecisionTaken x => $"card {x.Number}: {Printable.Line(x.Option)} was chosen by {Printable.Line(x.By)}",
        CardExpired x => $"card {x.Number}: nobody decided in time",
        Resumed x => $"taken up again by {Printable.Line(x.Owner)}",
        CaseClosed x => $"case closed: {x.Outcome}",
        _ => null,
    };

    private string Issued(CardIssued card)
    {
        var anew = card.Number == _card ? "issued anew since the folder changed" : "a decision is needed";
        _card = card.Number;
        return $"card {card.Number}: {anew}, {Words.Count(card.Options.Length, "option", "options")}";
    }

    private string Opened(CaseOpened opened)
    {
        _policy = opened.Policy;
        var others = opened.Failure.Others.IsDefaultOrEmpty ? "" : $" and {Words.Count(opened.Failure.Others.Length, "other", "others")}";
        return $"case {opened.CaseId}: {Words.Of(opened.Failure)}{others}: {Printable.Line(opened.Failure.Text.Value)}";
    }

    private string At(Level level) => level == Level.None ? "first try" : $"level {(int)level}, {_policy[level].Title}";

    private static string Said(Verdict verdict) => verdict switch
    {
        { IsVerified: true } => "verified",
        { Failure: { } failure } => $"failed: {Words.Of(failure)}: {Printable.Line(failure.Text.Value, 100)}",
        _ => $"could not be verified: {Printable.Line(verdict.Why)}",
    };

    private static string Said(Guidance? guidance, string? fault) => guidance switch
    {
        null => $"did not answer: {Printable.Line(fault)}",
        { HigherUp: Level.UserDecision } => $"says that you have to decide: {Printable.Line(guidance.Text.Value)}",
        { HigherUp: { } level } => $"says that it belongs to level {(int)level}",
        _ => $"answers: {Printable.Line(guidance.Text.Value)}",
    };
}
