using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    private Workplace? _workplace;

    /// <summary>The copy that attempts work in; null when the task has no folder.</summary>
    private PrivateCopy? Copy => _workplace?.Copy;

    private ValueTask OpenWorkspaceAsync() => Task.Workspace is null ? default : OpenAsync();

    private async ValueTask OpenAsync() => _workplace = await Workplace.OpenAsync(Task, _hands, Token).ConfigureAwait(false);

    /// <summary>Whether the verdict is on something better than anything before.</summary>
    private bool IsBetter(in Verdict verdict) => verdict.IsVerified || (verdict.Failure is { } failure && failure.Rank < _state.BestRank);

    private ValueTask<(Approach Approach, ImmutableArray<CaseFile> Files)> SettleWorkspaceAsync() =>
        _workplace is not { } workplace || _verdict.Kind == VerdictKind.Unverifiable ? default : workplace.SettleAsync(IsBetter(in _verdict));

    /// <summary>Writes what was verified; only then is it an outcome.</summary>
    private async ValueTask<Outcome> ApplyAsync(Outcome outcome)
    {
        if (_workplace is null)
        {
            return outcome;
        }

        Tell(RunPhase.Applying, new LadderStep(LadderStepKind.Finish, outcome.Level), null);
        if (await _workplace.ApplyAsync().ConfigureAwait(false) is not { } fault)
        {
            return outcome;
        }

        _detail = fault.Detail;
        return Outcome.Unresolved(fault.Reason, outcome.Level);
    }

    private async ValueTask<RunRemains?> RemainsAsync()
    {
        if (_workplace is not { } workplace)
        {
            return _detail is null ? null : new() { Detail = _detail };
        }

        var patch = workplace.Patch ?? await workplace.MakePatchAsync().ConfigureAwait(false);
        return new()
        {
            Detail = _detail,
            Diff = patch.ToUnifiedDiff(),
            Files = [.. patch.Files.Select(f => new CaseFile(f.Path, f.NewContent))],
        };
    }

    /// <summary>What the user chose may allow more than the task did, and the card may have been issued anew about another folder.</summary>
    private async ValueTask AllowAsync(string option)
    {
        if (_workplace is not { } workplace)
        {
            return;
        }

        var mayEdit = DecisionOption.Find(_state.Card!.Options, option) is { MayEdit.IsDefaultOrEmpty: false } chosen ? chosen.MayEdit : [];
        var isAnew = _state.Card.Folder != workplace.Folder;
        if (isAnew || !mayEdit.IsEmpty)
        {
            _workplace = isAnew
                ? await workplace.AnewAsync(mayEdit, CancellationToken.None).ConfigureAwait(false)
                : await workplace.WithMoreAsync(mayEdit, CancellationToken.None).ConfigureAwait(false);
            workplace.Dispose();
        }
    }

    private Workplace? HandOverWorkspace()
    {
        var workplace = _workplace;
        _workplace = null;
        return workplace;
    }

    private void CloseWorkspace()
    {
        _workplace?.Dispose();
        _workplace = null;
    }
}
