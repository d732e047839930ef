using AgentEscalation.Cases.Text;
using Microsoft.SemanticKernel.ChatCompletion;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>What went up the ladder since the user's last message, so that a model that calls a failing function again and again gets the
/// account it has already and not another climb. Safe for any thread.</summary>
internal sealed class Conversation
{
    /// <summary>Climbs of one function for one message of the user.</summary>
    public const int MostClimbs = 3;

    /// <summary>Failing calls after which the model's loop is ended.</summary>
    public const int MostFailures = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Function, Fingerprint Error), string> _accounts = [];
    private readonly Dictionary<string, (int Climbs, int Failures)> _counts = new(StringComparer.Ordinal);
    private int _messages = -1;

    public Conversation At(ChatHistory history)
    {
        var messages = 0;
        foreach (var message in history)
        {
            messages += message.Role == AuthorRole.User ? 1 : 0;
        }

        lock (_lock)
        {
            if (messages != _messages)
            {
                _messages = messages;
                _accounts.Clear();
                _counts.Clear();
            }
        }

        return this;
    }

    /// <summary>Whether a failure may go up; else the account that there is already, or null when there was another one.</summary>
    public bool MayClimb(string function, Fingerprint error, out string? account)
    {
        lock (_lock)
        {
            var (climbs, failures) = _counts.GetValueOrDefault(function);
            var known = _accounts.TryGetValue((function, error), out account);
            var may = !known && climbs < MostClimbs;
            _counts[function] = (may ? climbs + 1 : climbs, failures + 1);
            return may;
        }
    }

    public void Keep(string function, Fingerprint error, string account)
    {
        lock (_lock)
        {
            _accounts[(function, error)] = account;
        }
    }

    /// <summary>Whether the model was told often enough.</summary>
    public bool IsOver(string function)
    {
        lock (_lock)
        {
            return _counts.GetValueOrDefault(function).Failures >= MostFailures;
        }
    }
}
