using System.Collections.Immutable;
using AgentEscalation.Policies;

namespace AgentEscalation.Scorecards;

/// <summary>The rates of one agent, of one error class, or of everything. Immutable.</summary>
public sealed class ScoreGroup
{
    private readonly Tally _tally;

    internal ScoreGroup(string? name, in Tally tally, bool overTasks)
    {
        Name = name;
        _tally = tally;
        Levels = [.. Enumerable.Range(1, 4).Select(level => Score((Level)level, overTasks))];
    }

    /// <summary>The agent or the class; null for everything and for cases whose class is not known.</summary>
    public string? Name { get; }

    /// <summary>Tasks that ended or arrived at level 4. Cancelled and unverifiable ones are among them only when they arrived.</summary>
    public long Tasks => _tally.Tasks;

    /// <summary>Tasks that were verified without any failure.</summary>
    public long Completed => _tally.Completed;

    /// <summary>Cases resolved, at whatever level.</summary>
    public long Resolved => _tally.Resolved;

    /// <summary>Cases that ended unresolved, unverifiable ones not counted.</summary>
    public long Unresolved => _tally.Unresolved;

    /// <summary>Cases without an outcome yet; in no rate but the arrivals.</summary>
    public long Open => _tally.Open;

    /// <summary>Cases that the caller cancelled; in no rate but the arrivals.</summary>
    public long Cancelled => _tally.Cancelled;

    /// <summary>Cases that the verifier could say nothing of; in no rate but the arrivals and the claim gap.</summary>
    public long Unverifiable => _tally.Unverifiable;

    /// <summary>Tries at all levels.</summary>
    public long Attempts => _tally.Attempts;

    /// <summary>Levels 1 to 4, in order.</summary>
    public ImmutableArray<LevelScore> Levels { get; }

    /// <summary>Of the tries that the specialist said had got there, those that the verifier did not confirm.</summary>
    public WilsonInterval ClaimGap => Interval(_tally.ClaimsNotVerified, _tally.Claims);

    /// <summary>Tries that the specialist said had got there.</summary>
    public long Claims => _tally.Claims;

    /// <summary>Model tokens of all cases together, unresolved ones included.</summary>
    public long Tokens => _tally.Tokens;

    /// <summary>Model calls of all cases together, unresolved ones included.</summary>
    public long Calls => _tally.Calls;

    /// <summary>Money of all cases together, in the unit of the host's price table, unresolved ones included.</summary>
    public decimal Money => _tally.Money;

    /// <summary>Time of all consults and attempts together, unresolved cases included.</summary>
    public TimeSpan Elapsed => new(_tally.Ticks);

    /// <summary>Tokens for each verified resolution, failed cases paid for; null when nothing was resolved.</summary>
    public double? TokensPerResolution => Per(_tally.Tokens);

    /// <summary>Model calls for each verified resolution, failed cases paid for; null when nothing was resolved.</summary>
    public double? CallsPerResolution => Per(_tally.Calls);

    /// <summary>Money for each verified resolution, failed cases paid for; null when nothing was resolved.</summary>
    public decimal? MoneyPerResolution => _tally.Resolved == 0 ? null : _tally.Money / _tally.Resolved;

    /// <summary>Time for each verified resolution, failed cases paid for; null when nothing was resolved.</summary>
    public TimeSpan? TimePerResolution => _tally.Resolved == 0 ? null : new(_tally.Ticks / _tally.Resolved);

    private static WilsonInterval Interval(long successes, long n) => WilsonInterval.Of((int)Math.Min(int.MaxValue, successes), (int)Math.Min(int.MaxValue, n));

    private double? Per(long amount) => _tally.Resolved == 0 ? null : (double)amount / _tally.Resolved;

    private LevelScore Score(Level level, bool overTasks)
    {
        var i = (int)level - 1;
        var user = level == Level.UserDecision;
        var entered = user ? _tally.Arrived : _tally.Left[i];
        var rate = user ? Interval(entered, _tally.Tasks) : Interval(_tally.ResolvedAt[i], entered);
        // A share of all tasks says nothing about a class: tasks without an error have none.
        var target = user && !overTasks ? null : _tally.Targets.Of(level);
        return new(level, entered, _tally.ResolvedAt[i], rate, target, TargetJudge.Judge(rate, target))
        {
            Tokens = _tally.TokensAt[i],
            Calls = _tally.CallsAt[i],
            Money = _tally.MoneyAt[i],
        };
    }
}
