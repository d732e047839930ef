using System.Collections.Immutable;

namespace AgentEscalation.Testing.Scripting;

/// <summary>What a model answers: rules that look at the call first, in the order of their writing, then the turns, one call each, then what
/// is always said. The same script serves <see cref="ScriptedChatClient"/> and <see cref="Endpoint.ScriptedEndpoint"/>. Safe for any thread;
/// calls are answered one at a time.</summary>
public sealed class ChatScript
{
    private readonly Lock _lock = new();
    private readonly List<Rule> _rules = [];
    private readonly Queue<Func<ScriptedCall, ScriptedAnswer>> _turns = new();
    private readonly List<ScriptedCall> _calls = [];
    private Func<ScriptedCall, ScriptedAnswer>? _always;

    /// <summary>The calls so far, a copy.</summary>
    public ImmutableArray<ScriptedCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>How many turns nobody has asked for yet; a test that expects all of them to be used asserts 0.</summary>
    public int TurnsLeft
    {
        get
        {
            lock (_lock)
            {
                return _turns.Count;
            }
        }
    }

    /// <summary>Adds a turn: what the next call without a rule of its own gets.</summary>
    /// <param name="text">What is said.</param>
    /// <returns>The script.</returns>
    public ChatScript Next(string text) => Next(ScriptedAnswer.Say(text));

    /// <summary>Adds turns, in order.</summary>
    /// <param name="answers">What is answered.</param>
    /// <returns>The script.</returns>
    public ChatScript Next(params ReadOnlySpan<ScriptedAnswer> answers)
    {
        foreach (var answer in answers)
        {
            ArgumentNullException.ThrowIfNull(answer);
            Next(_ => answer);
        }

        return this;
    }

    /// <summary>Adds a turn that looks at the call.</summary>
    /// <param name="answer">Makes the answer.</param>
    /// <returns>The script.</returns>
    public ChatScript Next(Func<ScriptedCall, ScriptedAnswer> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        lock (_lock)
        {
            _turns.Enqueue(answer);
        }

        return this;
    }

    /// <summary>Adds a rule for calls that have something in common.</summary>
    /// <param name="predicate">Which calls.</param>
    /// <param name="answer">What they get.</param>
    /// <param name="times">How many of them, at least 1; those after get what comes behind this rule.</param>
    /// <returns>The script.</returns>
    public ChatScript When(Func<ScriptedCall, bool> predicate, ScriptedAnswer answer, int times = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return When(predicate, _ => answer, times);
    }

    /// <summary>Adds a rule for calls that have something in common.</summary>
    /// <param name="predicate">Which calls.</param>
    /// <param name="answer">Makes what they get.</param>
    /// <param name="times">How many of them, at least 1; those after get what comes behind this rule.</param>
    /// <returns>The script.</returns>
    public ChatScript When(Func<ScriptedCall, bool> predicate, Func<ScriptedCall, ScriptedAnswer> answer, int times = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_lock)
        {
            _rules.Add(new(predicate, answer) { Left = times });
        }

        return this;
    }

    /// <summary>Says what calls get for which there is neither a rule nor a turn left.</summary>
    /// <param name="answer">What they get.</param>
    /// <returns>The script.</returns>
    public ChatScript Always(ScriptedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        lock (_lock)
        {
            _always = _ => answer;
        }

        return this;
    }

    /// <summary>Notes a call and answers it.</summary>
    /// <param name="call">The call; it gets its number here.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ScriptEndedException">There is none.</exception>
    internal ScriptedAnswer Answer(ScriptedCall call)
    {
        Func<ScriptedCall, ScriptedAnswer> answer;
        lock (_lock)
        {
            _calls.Add(call);
            call.Number = _calls.Count;
            answer = Find(call) ?? throw new ScriptEndedException(call);
        }

        return answer(call);
    }

    private Func<ScriptedCall, ScriptedAnswer>? Find(ScriptedCall call)
    {
        foreach (var rule in _rules)
        {
            if (rule.Left > 0 && rule.Predicate(call))
            {
                rule.Left--;
                return rule.Answer;
            }
        }

        return _turns.TryDequeue(out var turn) ? turn : _always;
    }

    private sealed class Rule(Func<ScriptedCall, bool> predicate, Func<ScriptedCall, ScriptedAnswer> answer)
    {
        public Func<ScriptedCall, bool> Predicate { get; } = predicate;

        public Func<ScriptedCall, ScriptedAnswer> Answer { get; } = answer;

        public int Left { get; set; }
    }
}
