namespace AgentEscalation.Chat;

/// <summary>Reads an answer out of a model's text.</summary>
/// <param name="text">The text.</param>
/// <param name="fault">What is wrong with it, in words of ours.</param>
/// <returns>The answer; null when it cannot be read.</returns>
internal delegate T? ReadAnswer<T>(string text, out string fault)
    where T : class;
