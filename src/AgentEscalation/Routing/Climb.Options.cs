using System.Collections.Immutable;
using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Telemetry;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    /// <summary>The most options that are tried for one card.</summary>
    private const int MostTrials = 4;

    /// <summary>The most options that a card offers besides the two fixed ones.</summary>
    private const int MostOptions = 8;

    /// <summary>The ways out that were named, those with steps tried in copies.</summary>
    private async ValueTask<ImmutableArray<DecisionOption>> OptionsAsync(LadderStep step)
    {
        var source = _workplace is null ? null : _parts.Roster.OptionSource(_seat.Agent);
        if (source is null && _state.Options.IsEmpty)
        {
            return [];
        }

        // Trials are effects: what led to them is durable, and told, before they begin.
        await KeepAsync().ConfigureAwait(false);
        await EnterSlotAsync().ConfigureAwait(false);
        var time = Policy.UserDecision.Timeout;
        var until = time < DateTimeOffset.MaxValue - _now ? _now + time : DateTimeOffset.MaxValue;
        Arm(until);
        var options = _state.Options;
        if (source is not null)
        {
            options = options.AddRange(await ProposedAsync(source, until).ConfigureAwait(false));
        }

        var tried = ImmutableArray.CreateBuilder<DecisionOption>();
        var trials = 0;
        foreach (var option in options.Take(MostOptions))
        {
            var worthTrying = _workplace is not null && !option.Steps.IsDefaultOrEmpty && trials < MostTrials && !IsCut;
            tried.Add(worthTrying ? await TryAsync(option, ++trials, until).ConfigureAwait(false) : option);
        }

        _cut = false;
        return tried.ToImmutable();
    }

    private async ValueTask<ImmutableArray<DecisionOption>> ProposedAsync(IOptionSource source, DateTimeOffset until)
    {
        try
        {
            using var copy = await _workplace!.ForkAsync([], Token).ConfigureAwait(false);
            var attempt = new Attempt(this, Level.UserDecision, 0, until, _found, null, copy, isTrial: true);
            var call = source.ProposeAsync(new(Events, Level.UserDecision, in _state), attempt, Token).AsTask();
            var proposed = await SettledAsync(call).ConfigureAwait(false) ? await call.ConfigureAwait(false) : [];
            ReadClock();
            return Intake.Clean(proposed, MostOptions);
        }
        catch (Exception e)
        {
            ReadClock();
            if (!IsCut)
            {
                Log.PassedOver(_parts.Signals.Logger, "The source of options", e);
            }

            return [];
        }
    }

    /// <summary>Lets the specialist act on an option in a copy and the verifier judge it, so that the user knows what choosing it means.</summary>
    private async ValueTask<DecisionOption> TryAsync(DecisionOption option, int number, DateTimeOffset until)
    {
        try
        {
            using var copy = await _workplace!.ForkAsync(option.MayEdit, Token).ConfigureAwait(false);
            var guidance = new Guidance { Text = option.Description.IsEmpty ? option.Title : option.Description, Steps = option.Steps };
            var attempt = new Attempt(this, Level.UserDecision, number, until, _found, guidance, copy, isTrial: true);
            Tell(RunPhase.TryingOption, attempt, option.Title.Value ?? "");
            ReadClock();
            var begun = _now;
            await Perform(in attempt, work: true).ConfigureAwait(false);
            var used = SpentInAttempt();
            _before += used;
            if (_cut)
            {
                return option;
            }

            var patch = await copy.CreatePatchAsync(Token).ConfigureAwait(false);
            ReadClock();
            return option with
            {
                Consequence = Intake.Line($"{Finding(_verdict)}; {Size(patch)}"),
                Verified = _verdict.IsVerified,
                Cost = new()
                {
                    Time = _now - begun,
                    Usage = used,
                    Files = patch.Files.Length,
                    Lines = Math.Max(patch.AddedLines, patch.RemovedLines),
                    Measured = true,
                },
                // What an option does is a patch of the folder, unless who proposed it knows of more.
                Reversibility = option.Reversibility == Reversibility.Unknown ? Reversibility.Reversible : option.Reversibility,
            };
        }
        catch (Exception e)
        {
            // A copy that could not be made or read: the option is offered untried.
            if (!IsCut)
            {
                Log.PassedOver(_parts.Signals.Logger, "The trial of an option", e);
            }

            return option;
        }
    }

    private static string Finding(in Verdict verdict) => verdict switch
    {
        { Summary: { Length: > 0 } summary } => summary,
        { IsVerified: true } => "verified",
        { Failure: { } failure } => $"fails: {failure.Code ?? failure.Class ?? "not classified"}",
        _ => $"could not be verified: {verdict.Why}",
    };

    private static string Size(Patch patch)
    {
        if (patch.IsEmpty)
        {
            return "changes nothing";
        }

        var lines = Math.Max(patch.AddedLines, patch.RemovedLines);
        var files = patch.Files.Length;
        return string.Create(CultureInfo.InvariantCulture, $"changes {lines} {(lines == 1 ? "line" : "lines")} in {files} {(files == 1 ? "file" : "files")}");
    }
}
