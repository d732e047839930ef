using System.Globalization;
using AgentEscalation.Decisions;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Sqlite;

namespace AgentEscalation.Crash.Certificate;

/// <summary>Runs cases to their end, answering their cards. What an earlier process began is taken up by the task's key.</summary>
internal static class CaseRunner
{
    /// <summary>DATABASE SCRATCH LOG KILLAT MINUTES LATE INFLIGHT then LEVEL:KEY[:FOLDER] for each case. Moments to be killed at count in
    /// the last case only, or in all when several run at once.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var points = new KillPoints(int.Parse(args[3], CultureInfo.InvariantCulture));
        var time = new ShiftedTime(TimeSpan.FromMinutes(int.Parse(args[4], CultureInfo.InvariantCulture)));
        await using var file = new SqliteJournal($"Data Source={args[0]}", time);
        var journal = new KillingJournal(file, points, late: args[5] == "late");
        var crew = new Crew(points, args[2]);
        var policy = EscalationPolicy.Default with
        {
            PeerConsultation = EscalationPolicy.Default.PeerConsultation with { To = ["peer"] },
            ArchitectureReview = EscalationPolicy.Default.ArchitectureReview with { To = ["architect"] },
        };
        var router = EscalationRouter.Create(o => o.Journal(journal).TimeProvider(time).Policy(policy).Memory(null)
            .Specialist(Crew.Agent, crew).Verifier(Crew.Agent, crew).Adviser("peer", crew).Adviser("architect", crew).Concurrency(1000));
        var inFlight = int.Parse(args[6], CultureInfo.InvariantCulture);
        var specs = args[7..].SelectMany(Expanded).ToArray();
        points.Armed = inFlight > 1;
        Console.WriteLine("running");
        if (inFlight > 1)
        {
            await Parallel.ForEachAsync(specs, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (spec, _) => await OneAsync(spec));
        }
        else
        {
            foreach (var spec in specs)
            {
                points.Armed = ReferenceEquals(spec, specs[^1]);
                await OneAsync(spec);
            }
        }

        Console.WriteLine($"done after {points.Passed} moments");
        return 0;

        async Task OneAsync(string spec)
        {
            var parts = spec.Split(':');
            var task = AgentTask.Work(Crew.Agent, Crew.TextOf(int.Parse(parts[0], CultureInfo.InvariantCulture), args[1]), parts.Length > 2 ? parts[2] : null)
                with { Key = parts[1] };
            while (true)
            {
                try
                {
                    // Notices the owners that are gone.
                    await foreach (var _ in journal.ToTakeUpAsync(time.GetUtcNow(), 1, CancellationToken.None))
                    {
                    }

                    var run = await router.RunAsync(task);
                    while (run.Ticket is { } ticket)
                    {
                        points.Pass();
                        crew.Log("decide", parts[1], 4, ticket.Card.Number);
                        run = await router.DecideAsync(ticket, ticket.Card.Retry("go on"));
                    }

                    return;
                }
                catch (Exception e) when (e is CaseTakenException or DecisionRefusedException)
                {
                    // Another process has it, or had it: look again.
                    await Task.Delay(20);
                }
            }
        }
    }

    private static IEnumerable<string> Expanded(string spec)
    {
        // A folder's path may have a dash of its own.
        if (spec.Contains(':', StringComparison.Ordinal) || spec.Split('-') is not [var from, var to])
        {
            return [spec];
        }

        var first = int.Parse(from, CultureInfo.InvariantCulture);
        return Enumerable.Range(first, int.Parse(to, CultureInfo.InvariantCulture) - first).Select(i => $"{1 + (i % 4)}:k{i}");
    }

    /// <summary>A wall clock that is wrong.</summary>
    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
