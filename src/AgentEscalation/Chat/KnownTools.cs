using System.Collections.Frozen;
using AgentEscalation.Agents;

namespace AgentEscalation.Chat;

/// <summary>Names of tools as agent files write them, and which of ours they stand for. The others are known and not offered: a ladder runs
/// no commands and fetches nothing for a model.</summary>
internal static class KnownTools
{
    public const string List = "list_files";
    public const string Read = "read_file";
    public const string Search = "search_files";
    public const string Edit = "edit_file";
    public const string Write = "write_file";
    public const string Delete = "delete_file";
    public const string Verify = "run_verifier";

    private static readonly FrozenDictionary<string, string[]> Ours = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Read"] = [List, Read],
        ["LS"] = [List],
        ["Glob"] = [List],
        ["Grep"] = [Search],
        ["Edit"] = [Edit],
        ["MultiEdit"] = [Edit],
        ["Write"] = [Write, Edit, Delete],
        [List] = [List],
        [Read] = [Read],
        [Search] = [Search],
        [Edit] = [Edit],
        [Write] = [Write],
        [Delete] = [Delete],
        [Verify] = [Verify],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NotOffered = new[]
    {
        "Agent", "AskUserQuestion", "Bash", "BashOutput", "EnterPlanMode", "ExitPlanMode", "KillBash", "KillShell", "ListMcpResources", "LSP",
        "NotebookEdit", "NotebookRead", "ReadMcpResource", "SendMessage", "Skill", "SlashCommand", "Task", "TaskCreate", "TaskGet", "TaskList",
        "TaskOutput", "TaskStop", "TaskUpdate", "TodoRead", "TodoWrite", "ToolSearch", "WebFetch", "WebSearch",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the name means something, here or elsewhere.</summary>
    public static bool Contains(string name)
    {
        var open = name.IndexOf('(', StringComparison.Ordinal);
        var bare = (open < 0 ? name : name[..open]).Trim();
        return Ours.ContainsKey(bare) || NotOffered.Contains(bare) || bare.StartsWith("mcp__", StringComparison.Ordinal);
    }

    /// <summary>Whether one of our tools may be offered. The verifier always may: it runs anyway.</summary>
    public static bool Allows(ToolAccess access, string ours) => access.Kind switch
    {
        ToolAccessKind.All => true,
        ToolAccessKind.None => false,
        _ => ours == Verify || access.Names.Any(name => Ours.TryGetValue(name, out var meant) && meant.Contains(ours)),
    };

    /// <summary>Whether a name is taken by one of ours.</summary>
    public static bool IsOurs(string name) => name.Contains('_', StringComparison.Ordinal) && Ours.ContainsKey(name);
}
