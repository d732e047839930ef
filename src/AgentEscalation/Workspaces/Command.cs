using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>A program to run, with its limits. No shell is involved: arguments arrive as they are.</summary>
public sealed record Command
{
    /// <summary>The program: a name that is looked up on the child's PATH, an absolute path, or a path relative to
    /// <see cref="WorkingDirectory"/>.</summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, unquoted. Empty by default.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Absolute path of the folder in which the program starts.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Changes to the environment that the child inherits: a value sets the variable, null removes it. Empty by default.</summary>
    public ImmutableDictionary<string, string?> Environment { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The longest the program may run; more than zero, at most 49 days.</summary>
    /// <value>Default: 2 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The most bytes kept of standard output and of standard error, each; 1 KiB to 1 GiB. Of a longer stream the first and the
    /// last half of this are kept and what is between them is dropped.</summary>
    /// <value>Default: 4 MiB.</value>
    public int MaxOutputBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>What the program reads, as UTF-8; null gives it an empty input. It never reads the host's.</summary>
    public string? StandardInput { get; init; }
}
