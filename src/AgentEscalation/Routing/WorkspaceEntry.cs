using System.ComponentModel.DataAnnotations;

namespace AgentEscalation.Routing;

/// <summary>A folder that tasks refer to by name.</summary>
public sealed class WorkspaceEntry
{
    /// <summary>The folder; a relative path is taken from the current directory.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; set; } = "";

    /// <summary>Name of the registered verifier of tasks in it that name none; null: the agent's own.</summary>
    public string? Verifier { get; set; }
}
