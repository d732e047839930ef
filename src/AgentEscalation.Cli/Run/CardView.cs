using AgentEscalation.Cases;

namespace AgentEscalation.Cli.Run;

/// <summary>A decision card as text.</summary>
internal static class CardView
{
    /// <summary>Writes a card.</summary>
    /// <param name="card">The card.</param>
    /// <param name="to">Where to.</param>
    public static void Write(DecisionCard card, TextWriter to)
    {
        to.WriteLine();
        to.WriteLine($"Decision card {card.Number} of case {card.CaseId}");
        to.WriteLine();
        to.WriteLine($"Problem: {Printable.Of(card.Report.Problem)}");
        Paragraph(to, "Error", card.Report.Error.Value);
        Paragraph(to, "Context", card.Report.Context.Value);
        Paragraph(to, "So far", string.Join('\n', card.Levels));
        to.WriteLine("Options:");
        foreach (var option in card.Options)
        {
            Write(option, to);
        }
    }

    /// <summary>Writes a card that waits in a case file, and how to answer it.</summary>
    /// <param name="card">The card.</param>
    /// <param name="to">Where to.</param>
    public static void WriteWaiting(DecisionCard card, TextWriter to)
    {
        Write(card, to);
        to.WriteLine();
        to.WriteLine($"Without an answer by {card.Expires:u}: {card.SafeDefault}. Answer with: agent-escalation decide {card.CaseId} KEY");
    }

    private static void Write(DecisionOption option, TextWriter to)
    {
        var mark = option.Verified switch { true => " [tried: verified]", false => " [tried: not verified]", null => "" };
        to.WriteLine($"  {option.Key,-5}  {Printable.Line(option.Title.Value)}{mark}");
        if (!option.Description.IsEmpty)
        {
            to.WriteLine(Printable.Indent(option.Description.Value, "         "));
        }

        if (!string.IsNullOrEmpty(option.Consequence))
        {
            to.WriteLine(Printable.Indent(option.Consequence, "         "));
        }

        if (option.Cost is { } cost)
        {
            to.WriteLine($"         Cost: {cost}");
        }

        if (option.Reversibility is Reversibility.Costly or Reversibility.Irreversible)
        {
            to.WriteLine(option.Reversibility == Reversibility.Costly ? "         Taking it back is costly." : "         It cannot be taken back.");
        }
    }

    private static void Paragraph(TextWriter to, string title, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            to.WriteLine($"{title}:");
            to.WriteLine(Printable.Indent(text));
        }
    }
}
