using System.Runtime.CompilerServices;
using AgentEscalation.Cases;
using AgentEscalation.Policies;

namespace AgentEscalation.Scorecards;

/// <summary>The sums that rates are made of. A value: a copy goes its own way.</summary>
internal struct Tally
{
    public long Completed;
    public long Arrived;

    /// <summary>Cases that arrived and have ended, of those that count.</summary>
    public long ArrivedCounted;
    public long Open;
    public long Cancelled;
    public long Unverifiable;
    public long Resolved;
    public long Unresolved;
    public long Attempts;
    public long Claims;
    public long ClaimsNotVerified;
    public long Tokens;
    public long Calls;
    public decimal Money;
    public long Ticks;
    public PerLevel Left;
    public PerLevel ResolvedAt;
    public PerLevel TokensAt;
    public PerLevel CallsAt;
    public PerLevelMoney MoneyAt;
    public TargetsSeen Targets;

    /// <summary>All tasks that ended or arrived at level 4; cancelled and unverifiable ones only when they arrived.</summary>
    public readonly long Tasks => Completed + Resolved + Unresolved - ArrivedCounted + Arrived;

    public void Add(in CaseScore score)
    {
        Targets.Add(score.Policy);
        if (score.IsOpen)
        {
            // What it cost counts when it ends, here as in a store that adds up cases as they end.
            Open++;
            return;
        }

        Attempts += score.Attempts;
        Claims += score.Claims;
        ClaimsNotVerified += score.ClaimsNotVerified;
        Tokens += score.Usage.Tokens;
        Calls += score.Usage.Calls;
        Money += score.Usage.Money;
        Ticks += score.Elapsed.Ticks;
        for (var level = Level.SelfRecovery; level <= Level.UserDecision && !ReferenceEquals(score.Usage, Usage.None); level++)
        {
            var used = score.UsageAt(level);
            TokensAt[(int)level - 1] += used.Tokens;
            CallsAt[(int)level - 1] += used.Calls;
            MoneyAt[(int)level - 1] += used.Money;
        }

        if (!score.Counts)
        {
            Cancelled += score.Outcome.Kind == OutcomeKind.Cancelled ? 1 : 0;
            Unverifiable += score.Outcome.Kind == OutcomeKind.Cancelled ? 0 : 1;
            return;
        }

        ArrivedCounted += score.Arrived ? 1 : 0;
        Resolved += score.Outcome.IsVerified ? 1 : 0;
        Unresolved += score.Outcome.IsVerified ? 0 : 1;
        for (var level = Level.SelfRecovery; level <= Level.UserDecision; level++)
        {
            var left = score.Left(level);
            Left[(int)level - 1] += left ? 1 : 0;
            ResolvedAt[(int)level - 1] += left && score.Outcome.IsVerified && score.Outcome.Level == level ? 1 : 0;
        }
    }

    public void Add(in Tally other)
    {
        Targets.Add(other.Targets);
        Completed += other.Completed;
        Arrived += other.Arrived;
        ArrivedCounted += other.ArrivedCounted;
        Open += other.Open;
        Cancelled += other.Cancelled;
        Unverifiable += other.Unverifiable;
        Resolved += other.Resolved;
        Unresolved += other.Unresolved;
        Attempts += other.Attempts;
        Claims += other.Claims;
        ClaimsNotVerified += other.ClaimsNotVerified;
        Tokens += other.Tokens;
        Calls += other.Calls;
        Money += other.Money;
        Ticks += other.Ticks;
        for (var i = 0; i < 4; i++)
        {
            Left[i] += other.Left[i];
            ResolvedAt[i] += other.ResolvedAt[i];
            TokensAt[i] += other.TokensAt[i];
            CallsAt[i] += other.CallsAt[i];
            MoneyAt[i] += other.MoneyAt[i];
        }
    }

    [InlineArray(4)]
    internal struct PerLevel
    {
        private long _first;
    }

    [InlineArray(4)]
    internal struct PerLevelMoney
    {
        private decimal _first;
    }
}
