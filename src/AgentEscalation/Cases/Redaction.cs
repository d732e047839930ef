using System.Collections.Immutable;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases;

/// <summary>Takes secrets out of what is about to become part of a case. Gives the same instance back when there is none.</summary>
internal static class Redaction
{
    public static Failure Redacted(this Failure failure)
    {
        var text = Redactor.Redact(failure.Text);
        var context = Redactor.Redact(failure.Context);
        var others = Redacted(failure.Others);
        var summary = failure.Summary is null ? null : Redactor.Redact(failure.Summary);
        return Same(text, failure.Text) && Same(context, failure.Context) && others == failure.Others && ReferenceEquals(summary, failure.Summary)
            ? failure
            : failure with { Text = text, Context = context, Others = others, Summary = summary };
    }

    public static Verdict Redacted(this Verdict verdict)
    {
        if (verdict.Failure is { } failure)
        {
            var redacted = failure.Redacted();
            return ReferenceEquals(redacted, failure) ? verdict : Verdict.Failed(redacted);
        }

        if (verdict.Summary is { } summary)
        {
            var redacted = Redactor.Redact(summary);
            return ReferenceEquals(redacted, summary) ? verdict : Verdict.VerifiedWith(redacted);
        }

        if (verdict.Why is { } why)
        {
            var redacted = Redactor.Redact(why);
            return ReferenceEquals(redacted, why) ? verdict : Verdict.Unverifiable(redacted);
        }

        return verdict;
    }

    public static Guidance Redacted(this Guidance guidance)
    {
        var text = Redactor.Redact(guidance.Text);
        var steps = Redacted(guidance.Steps);
        var options = Redacted(guidance.Options);
        return Same(text, guidance.Text) && steps == guidance.Steps && options == guidance.Options
            ? guidance
            : guidance with { Text = text, Steps = steps, Options = options };
    }

    public static ImmutableArray<DecisionOption> Redacted(ImmutableArray<DecisionOption> options) => Each(options, static option =>
    {
        var title = Redactor.Redact(option.Title);
        var description = Redactor.Redact(option.Description);
        var consequence = option.Consequence is null ? null : Redactor.Redact(option.Consequence);
        var steps = Redacted(option.Steps);
        return Same(title, option.Title) && Same(description, option.Description) && steps == option.Steps
            && ReferenceEquals(consequence, option.Consequence)
            ? option
            : option with { Title = title, Description = description, Consequence = consequence, Steps = steps };
    });

    private static ImmutableArray<GuidanceStep> Redacted(ImmutableArray<GuidanceStep> steps) => Each(steps, static step =>
    {
        var arguments = step.Arguments;
        foreach (var (name, value) in step.Arguments)
        {
            arguments = arguments.SetItem(name, Redactor.Redact(value));
        }

        return ReferenceEquals(arguments, step.Arguments) ? step : step with { Arguments = arguments };
    });

    private static ImmutableArray<UntrustedText> Redacted(ImmutableArray<UntrustedText> texts)
    {
        if (texts.IsDefaultOrEmpty)
        {
            return texts;
        }

        for (var i = 0; i < texts.Length; i++)
        {
            var clean = Redactor.Redact(texts[i]);
            texts = Same(clean, texts[i]) ? texts : texts.SetItem(i, clean);
        }

        return texts;
    }

    private static ImmutableArray<T> Each<T>(ImmutableArray<T> items, Func<T, T> redact)
        where T : class
    {
        if (items.IsDefaultOrEmpty)
        {
            return items;
        }

        for (var i = 0; i < items.Length; i++)
        {
            var clean = redact(items[i]);
            items = ReferenceEquals(clean, items[i]) ? items : items.SetItem(i, clean);
        }

        return items;
    }

    private static bool Same(UntrustedText left, UntrustedText right) => ReferenceEquals(left.Value, right.Value);
}
