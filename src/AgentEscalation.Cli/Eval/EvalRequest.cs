namespace AgentEscalation.Cli.Eval;

/// <summary>What <c>eval</c> was asked to do.</summary>
/// <param name="Corpus">The corpus file.</param>
/// <param name="Levels">The highest level, 1 to 3.</param>
/// <param name="Parallel">Cases at once.</param>
/// <param name="Out">Where the results go; null when they are only counted.</param>
internal sealed record EvalRequest(string Corpus, int Levels, int Parallel, string? Out);
