using System.Runtime.CompilerServices;
using AgentEscalation.Policies;

namespace AgentEscalation.Scorecards;

/// <summary>The targets of the policies that cases were run under. Where they differ there is none: a rate over both says nothing about
/// either.</summary>
internal struct TargetsSeen
{
    private EscalationPolicy? _last;
    private PerLevel _targets;
    private byte _mixed;
    private bool _any;

    public readonly SuccessTarget? Of(Level level) => (_mixed & (1 << (int)level)) == 0 ? _targets[(int)level - 1] : null;

    public void Add(EscalationPolicy? policy)
    {
        if (policy is null || ReferenceEquals(policy, _last))
        {
            return;
        }

        _last = policy;
        TargetsSeen other = new() { _any = true };
        for (var i = 0; i < 4; i++)
        {
            other._targets[i] = policy[(Level)(i + 1)].Target;
        }

        Add(other);
    }

    public void Add(in TargetsSeen other)
    {
        if (!other._any)
        {
            return;
        }

        for (var i = 0; i < 4; i++)
        {
            var same = !_any || _targets[i] == other._targets[i];
            _mixed |= same ? (byte)0 : (byte)(1 << (i + 1));
            _targets[i] = _any ? _targets[i] : other._targets[i];
        }

        _mixed |= other._mixed;
        _any = true;
    }

    [InlineArray(4)]
    private struct PerLevel
    {
        private SuccessTarget? _first;
    }
}
