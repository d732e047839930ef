namespace AgentEscalation.Workspaces;

/// <summary>What opening a workspace found of an apply that was interrupted by a crash, and did about it.</summary>
public enum InterruptedApply
{
    /// <summary>There was none.</summary>
    None = 0,

    /// <summary>It had been decided and was finished: the folder has the whole patch.</summary>
    Finished,

    /// <summary>It had not been decided, or the user has since changed one of its files: the folder has nothing of the patch.</summary>
    Undone,
}
