
using AgentEscalation.Policies;
namespace AgentEscalation.Tests;
public sealed class Smoke { [Fact] public void Adds_up() => Assert.Equal(4, (int)Level.UserDecision); }
