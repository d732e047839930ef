using System.Collections.Frozen;
using AgentEscalation.Policies;

namespace AgentEscalation.Agents.Reading;

/// <summary>A percentage as a phrase gives it; the kind is null when the phrase does not say what it is a percentage of.</summary>
internal readonly record struct TargetPhrase(TargetKind? Kind, double Percent, bool IsUpperBound);

/// <summary>Phrases such as <c>70% of errors resolve at Level 1</c>, <c>~80 % of remaining issues</c>, <c>less than 2 percent of tasks reach here</c>.
/// Every word has to be understood.</summary>
internal static class TargetGrammar
{
    private enum Bound
    {
        None,
        Below,
        AtLeast,
    }

    private static readonly FrozenSet<string> Resolving = FrozenSet.Create(
        StringComparer.Ordinal,
        "resolve", "resolves", "resolved", "resolving", "fix", "fixed", "solve", "solved", "handled", "recover", "recovered", "end", "ends", "ended",
        "closed", "cleared", "settled", "succeed", "succeeds");

    private static readonly FrozenSet<string> Arriving = FrozenSet.Create(
        StringComparer.Ordinal,
        "reach", "reaches", "reaching", "reached", "arrive", "arrives", "arriving", "come", "comes", "coming", "get", "gets", "getting", "escalate",
        "escalated", "escalates", "go", "goes", "need", "needs", "require", "requires", "land", "lands");

    private static readonly FrozenSet<string> Remaining = FrozenSet.Create(
        StringComparer.Ordinal, "remaining", "remains", "remain", "rest", "remainder", "left", "leftover", "unresolved");

    private static readonly FrozenSet<string> Auxiliary = FrozenSet.Create(
        StringComparer.Ordinal, "are", "is", "be", "been", "should", "must", "can", "will", "to", "were", "up", "get");

    private static readonly FrozenSet<string> Place = FrozenSet.Create(
        StringComparer.Ordinal, "here", "at", "in", "on", "by", "this", "within", "the", "user", "users", "person", "human", "a", "an", "any", "ever", "only", "all", "point", "stage", "over", "there");

    /// <summary>Words that say only that a success rate is meant.</summary>
    private static readonly FrozenSet<string> Empty = FrozenSet.Create(
        StringComparer.Ordinal, "success", "rate", "resolution", "target", "successful");

    public static TargetPhrase? Read(List<Word> words, int level)
    {
        words.RemoveAll(w => w.Text is "(" or ")" or "*" or "_" or "`" or "\u2705");
        while (words.Count > 0 && words[^1].Text is "." or "," or ";")
        {
            words.RemoveAt(words.Count - 1);
        }

        var i = 0;
        var bound = ReadBound(words, ref i);
        var negative = i < words.Count && words[i].Is("-");
        i += negative ? 1 : 0;
        if (bound is null || i >= words.Count || words[i].Kind != WordKind.Number)
        {
            return null;
        }

        var percent = negative ? -words[i].Number : words[i].Number;
        i++;
        if (!ReadPercentSign(words, ref i))
        {
            return null;
        }

        bound = ReadTrailingBound(words, ref i, bound.Value);
        return bound is null ? null : ReadBase(words, i, level, percent, bound.Value);
    }

    private static Bound? ReadBound(List<Word> words, ref int i)
    {
        string At(int k) => k < words.Count ? words[k].Text : "";
        var bound = Bound.None;
        var start = i;
        switch (At(i), At(i + 1), At(i + 2))
        {
            case ("<", "=", _) or ("less", "than", _) or ("fewer", "than", _) or ("at", "most", _) or ("up", "to", _):
                (bound, i) = (Bound.Below, i + 2);
                break;
            case ("no" or "not", "more", "than"):
                (bound, i) = (Bound.Below, i + 3);
                break;
            case ("<" or "\u2264" or "under" or "below" or "max" or "maximum", _, _):
                (bound, i) = (Bound.Below, i + 1);
                break;
            case (">", "=", _) or ("at", "least", _) or ("more", "than", _):
                (bound, i) = (Bound.AtLeast, i + 2);
                break;
            case (">" or "\u2265" or "over" or "above" or "min" or "minimum", _, _):
                (bound, i) = (Bound.AtLeast, i + 1);
                break;
            case ("~" or "\u2248" or "about" or "around" or "approximately" or "approx", _, _):
                i++;
                break;
        }

        if (i > start && At(i) == ".")
        {
            i++;
        }

        return bound;
    }

    private static bool ReadPercentSign(List<Word> words, ref int i)
    {
        if (i < words.Count && words[i].Text is "%" or "percent" or "pct")
        {
            i++;
            return true;
        }

        if (i + 1 < words.Count && words[i].Is("per") && words[i + 1].Is("cent"))
        {
            i += 2;
            return true;
        }

        return false;
    }

    private static Bound? ReadTrailingBound(List<Word> words, ref int i, Bound bound)
    {
        Bound? trailing = null;
        if (i < words.Count && words[i].Is("+"))
        {
            (trailing, i) = (Bound.AtLeast, i + 1);
        }
        else if (i + 1 < words.Count && words[i].Is("or"))
        {
            trailing = words[i + 1].Text switch
            {
                "more" or "better" or "higher" or "above" => Bound.AtLeast,
                "less" or "fewer" or "lower" or "below" => Bound.Below,
                _ => null,
            };
            if (trailing is null)
            {
                return null;
            }

            i += 2;
        }

        return trailing is null ? bound : bound == Bound.None || bound == trailing ? trailing : null;
    }

    private static TargetPhrase? ReadBase(List<Word> words, int i, int level, double percent, Bound bound)
    {
        var (nouns, of, remaining, resolves, arrives) = (0, false, false, false, false);
        for (; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Is("level") && i + 1 < words.Count && words[i + 1].IsWholeNumber)
            {
                if (words[i + 1].Number != level)
                {
                    return null;
                }

                i++;
            }
            else if (word.Kind != WordKind.Word)
            {
                return null;
            }
            else if (Remaining.Contains(word.Text))
            {
                remaining = true;
            }
            else if (word.Is("of"))
            {
                of = true;
            }
            else if (Arriving.Contains(word.Text) && !(word.Text is "get" && FollowsResolved(words, i)))
            {
                arrives = true;
            }
            else if (Resolving.Contains(word.Text))
            {
                resolves = true;
            }
            else if (Auxiliary.Contains(word.Text) || Place.Contains(word.Text) || Empty.Contains(word.Text) || word.Is("level"))
            {
                // Says nothing about the base.
            }
            else if (of && !resolves && !arrives && ++nouns <= 6)
            {
                // What the percentage is of, in the author's words.
            }
            else
            {
                return null;
            }
        }

        TargetKind? kind = arrives ? TargetKind.ArrivalsBelow
            : remaining ? TargetKind.ResolvedOfRemaining
            : (of && nouns > 0) || resolves ? TargetKind.ResolvedAtLevel
            : null;
        return (bound, kind) switch
        {
            (Bound.Below, TargetKind.ResolvedAtLevel) when resolves => null,
            (Bound.Below, TargetKind.ResolvedOfRemaining) => null,
            (Bound.Below, TargetKind.ResolvedAtLevel) => new TargetPhrase(TargetKind.ArrivalsBelow, percent, true),
            (Bound.AtLeast, TargetKind.ArrivalsBelow) => null,
            _ when arrives && resolves => null,
            _ => new TargetPhrase(kind, percent, bound == Bound.Below),
        };
    }

    private static bool FollowsResolved(List<Word> words, int i) => i + 1 < words.Count && Resolving.Contains(words[i + 1].Text);
}
