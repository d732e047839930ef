using System.ComponentModel.DataAnnotations;

namespace AgentEscalation.Sqlite;

/// <summary>How a case file is used.</summary>
public sealed class SqliteOptions
{
    /// <summary>The connection string, for example <c>Data Source=escalation.db</c>; a relative path is taken from the current directory.</summary>
    [Required(AllowEmptyStrings = false)]
    public string ConnectionString { get; set; } = "";

    /// <summary>How long an owner may show no sign of life before others take its cases up, 1 s to 1 h. An owner whose process has ended is
    /// noticed at once; this is for one that hangs. The processes that share a file have to have the same.</summary>
    /// <value>15 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait for another process that writes, 0 to 10 min.</summary>
    /// <value>30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many resolutions of an agent the memory keeps, 1 to 1,000,000; the one used longest ago is forgotten first.</summary>
    /// <value>10,000.</value>
    [Range(1, 1_000_000)]
    public int Resolutions { get; set; } = 10_000;

    /// <summary>Whether a host with this storage takes up open cases. Switch it off in a host that only shows cases and takes decisions,
    /// beside another one that works.</summary>
    /// <value>True.</value>
    public bool Resume { get; set; } = true;
}
