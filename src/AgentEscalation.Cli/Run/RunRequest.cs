using System.Collections.Immutable;

namespace AgentEscalation.Cli.Run;

/// <summary>What <c>run</c> was asked to do, checked as far as it can be without touching the disk.</summary>
internal sealed record RunRequest
{
    public required string Agent { get; init; }

    public required string Workspace { get; init; }

    /// <summary>The folder with agent files that comes before those that ship; null when only those are asked for.</summary>
    public string? Agents { get; init; }

    /// <summary>check, test or clippy.</summary>
    public required string Verify { get; init; }

    public TimeSpan? Deadline { get; init; }

    /// <summary>Answers to successive cards.</summary>
    public ImmutableArray<Answer> Answers { get; init; } = [];

    /// <summary>The file that the case goes to; null when none is asked for.</summary>
    public string? Out { get; init; }

    /// <summary>Whom models are asked for; null: nobody, the repairs need none.</summary>
    public string? Model { get; init; }

    /// <summary>The file with providers; null: appsettings.json of the working directory, if there is one.</summary>
    public string? Config { get; init; }

    /// <summary>Settings that come before those of the file, each KEY=VALUE.</summary>
    public ImmutableArray<string> Settings { get; init; } = [];

    /// <summary>The case file that the case is kept in; null: it is kept as long as the command runs.</summary>
    public string? Storage { get; init; }

    public OutputFormat Format { get; init; }
}
