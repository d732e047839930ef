using AgentEscalation.Scorecards;

namespace AgentEscalation.Rust.Measuring;

/// <summary>One row of a score table: a way of repairing over a group of cases.</summary>
/// <param name="Title">What the row is about.</param>
/// <param name="Compiles">Cases whose source compiles at the end.</param>
/// <param name="TestsPass">Cases whose hidden tests pass, of those that have tests.</param>
/// <param name="Solved">Cases that compile, pass their hidden tests, and are no degenerate repair.</param>
/// <param name="EqualsReference">Cases equal to the published repair, of those that have one.</param>
/// <param name="Precision">Claims whose hidden tests pass, of all claims on cases with tests.</param>
/// <param name="Degenerate">Sources that compile and are no repair.</param>
/// <param name="Abstained">Cases given up, which is right when there is no safe repair.</param>
/// <param name="Attempts">Mean attempts a case.</param>
/// <param name="SourcesCompiled">Mean compiles a case.</param>
/// <param name="MedianSeconds">Median time a case.</param>
/// <param name="P95Seconds">95th percentile of the time a case.</param>
public sealed record ScoreRow(
    string Title,
    WilsonInterval Compiles,
    WilsonInterval TestsPass,
    WilsonInterval Solved,
    WilsonInterval EqualsReference,
    WilsonInterval Precision,
    int Degenerate,
    int Abstained,
    double Attempts,
    double SourcesCompiled,
    double MedianSeconds,
    double P95Seconds);
