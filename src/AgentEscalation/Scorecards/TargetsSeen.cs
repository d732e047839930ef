using System.Globalization;
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

    /// <summary>The targets in a few characters: by level, <c>-</c> for none, <c>x</c> where they differ; empty when none were seen.</summary>
    public readonly string ToText()
    {
        if (!_any)
        {
            return "";
        }

        var levels = new string[4];
        for (var i = 0; i < 4; i++)
        {
            levels[i] = (_mixed & (1 << (i + 1))) != 0 ? "x"
                : _targets[i] is { } target ? string.Create(CultureInfo.InvariantCulture, $"{(int)target.Kind}:{target.Percent:R}")
                : "-";
        }

        return string.Join(' ', levels);
    }

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    public static TargetsSeen Parse(string text)
    {
        TargetsSeen seen = default;
        if (text.Split(' ') is not { Length: 4 } levels)
        {
            return seen;
        }

        seen._any = true;
        for (var i = 0; i < 4; i++)
        {
            seen._mixed |= levels[i] == "x" ? (byte)(1 << (i + 1)) : (byte)0;
            if (levels[i].Split(':') is [var kind, var percent])
            {
                seen._targets[i] = new((TargetKind)int.Parse(kind, CultureInfo.InvariantCulture), double.Parse(percent, CultureInfo.InvariantCulture));
            }
        }

        return seen;
    }

    [InlineArray(4)]
    private struct PerLevel
    {
        private SuccessTarget? _first;
    }
}
