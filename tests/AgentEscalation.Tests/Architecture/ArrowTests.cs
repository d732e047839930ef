using System.Reflection;
using AgentEscalation.Cases;

namespace AgentEscalation.Tests.Architecture;

/// <summary>Which room of the core may know which.</summary>
public sealed class ArrowTests
{
    private const string Root = "AgentEscalation";

    private static readonly Assembly Core = typeof(CaseState).Assembly;

    private static readonly Dictionary<string, string[]> Knows = new()
    {
        ["Policies"] = [],
        ["Workspaces"] = [],
        ["Agents"] = ["Policies"],
        ["Cases"] = ["Policies"],
        ["Journal"] = ["Policies", "Cases"],
        ["Decisions"] = ["Policies", "Cases", "Journal", "Telemetry"],
        ["Scorecards"] = ["Policies", "Cases"],
        ["Memory"] = ["Policies", "Cases"],
        ["Telemetry"] = ["Policies", "Cases"],
        ["Routing"] = ["Policies", "Workspaces", "Agents", "Cases", "Journal", "Decisions", "Scorecards", "Memory", "Telemetry"],
        ["Chat"] = ["Policies", "Workspaces", "Agents", "Cases", "Journal", "Decisions", "Scorecards", "Memory", "Telemetry", "Routing"],
    };

    /// <summary>What a clock, I/O, logging or asynchrony would need.</summary>
    private static readonly string[] Impure =
    [
        "System.IO.", "System.Net.", "System.Threading.", "System.Diagnostics.", "Microsoft.Extensions.", "System.TimeProvider", "System.Console",
        "System.Environment", "System.Random",
    ];

    public static TheoryData<string> Rooms => [.. Knows.Keys];

    [Fact]
    public void Every_room_has_its_rule()
    {
        var rooms = Core.GetTypes().Select(Room).Where(room => room is not null and not "DependencyInjection").Distinct();

        Assert.All(rooms, room => Assert.Contains(room!, Knows.Keys));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(string room)
    {
        string[] allowed = [room, .. Knows[room]];
        var wrong = from type in Core.GetTypes()
                    where Room(type) == room
                    from used in TypesUsed.By(type)
                    where used.Assembly == Core && Room(used) is { } other && !allowed.Contains(other)
                    select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Cases_and_policies_are_pure()
    {
        var wrong = from type in Core.GetTypes()
                    where Room(type) is "Cases" or "Policies"
                    from used in TypesUsed.By(type)
                    let name = used.FullName ?? used.Name
                    where Impure.Any(part => name.StartsWith(part, StringComparison.Ordinal)) && !Generated(name)
                    select $"{type.FullName} uses {name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_reader_of_code_sees_what_a_method_body_uses()
    {
        var used = TypesUsed.By(typeof(Sample));

        Assert.Contains(typeof(File), used);
        Assert.Contains(typeof(TimeProvider), used);
        Assert.Contains(typeof(Uri), used);
    }

    private static string? Room(Type type)
    {
        var parts = (type.Namespace ?? "").Split('.');
        return parts.Length > 1 && parts[0] == Root ? parts[1] : null;
    }

    /// <summary>What the compiler itself puts into records, debuggers' attributes and generated serializers.</summary>
    private static bool Generated(string name) =>
        name.StartsWith("System.Diagnostics.Debugg", StringComparison.Ordinal)
        || name.StartsWith("System.Diagnostics.CodeAnalysis.", StringComparison.Ordinal)
        || name is "System.Diagnostics.UnreachableException" or "System.Threading.Interlocked" or "System.Threading.Volatile";

    private sealed class Sample
    {
        private readonly List<Uri> _addresses = [];

        public override string ToString() => File.ReadAllText(_addresses[0].ToString()) + TimeProvider.System.GetUtcNow();
    }
}
