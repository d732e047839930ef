using AgentEscalation.Cases.Text;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

/// <summary>The approach that the state of a copy shows.</summary>
internal static class Approaches
{
    /// <summary>The approach of doing nothing; known, so that doing nothing twice is no progress.</summary>
    private const ulong Nothing = 1;

    /// <summary>The same start and the same end are the same approach; from another start the same end was reached otherwise.</summary>
    public static Approach Of(Snapshot start, Snapshot made) =>
        new(made.Digest == start.Digest ? Nothing : made.Digest.Value ^ ulong.RotateLeft(start.Digest.Value, 1));
}
