namespace AgentEscalation.Testing.Scripting;

/// <summary>A call that the scripted model makes.</summary>
/// <param name="Name">The tool; it need not exist, that is one of the things to test.</param>
/// <param name="Arguments">The arguments as a JSON object; text that is no JSON goes out as it is where the protocol has a place for it.</param>
/// <param name="Id">The call's id; null: one is made up from the call's number, so that it is the same in each run.</param>
public sealed record ScriptedToolCall(string Name, string Arguments = "{}", string? Id = null);
