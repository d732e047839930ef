using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Telemetry;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    /// <summary>Before something outside begins: an owner that lost its lease stops here, not at its next append.</summary>
    private void CheckLease()
    {
        if (_parts.Leases is { } leases && _kept > 0 && !leases.Holds(_state.CaseId))
        {
            throw new CaseTakenException(
                $"The lease of case {_state.CaseId} ran out after event {_kept}, so that another process may have taken it. Read it from the journal to see how it stands.");
        }
    }

    /// <summary>Brings back what a case that is taken up needs besides its events.</summary>
    /// <returns>Null when it can go on; else how it ends.</returns>
    private async ValueTask<Outcome?> CannotGoOnAsync()
    {
        if (_hands is MissingHands missing)
        {
            _detail = missing.Reason;
            return Outcome.Unresolved(UnresolvedReason.SpecialistMissing, _state.Level);
        }

        if (Task.Workspace is null)
        {
            return null;
        }

        if (_workplace is null)
        {
            return await ReopenWorkspaceAsync().ConfigureAwait(false);
        }

        if (_events[_count - 1] is not DecisionTaken && LastDecision() is { } decision)
        {
            await AllowAsync(decision.Option).ConfigureAwait(false);
        }

        return null;
    }

    private async ValueTask<Outcome?> ReopenWorkspaceAsync()
    {
        try
        {
            _workplace = await Workplace.OpenAsync(Task with { MayEdit = [.. Task.MayEdit, .. Allowed()] }, _hands, Token).ConfigureAwait(false);
            if (_state.BestFiles.IsDefaultOrEmpty)
            {
                return null;
            }

            var changed = await _workplace.GoOnFromAsync(_state.BestFiles).ConfigureAwait(false);
            if (changed.IsEmpty || !_state.Verified)
            {
                return null;
            }

            _detail = $"Nothing was written: {string.Join(", ", changed)} in '{Task.Workspace}' changed since the case was left. Apply the patch by hand, or run again.";
        }
        catch (OperationCanceledException) when (_callerCancelled)
        {
            // The loop says what that means.
            return null;
        }
        catch (WorkspaceException e)
        {
            _detail = e.Message;
        }

        return Outcome.Unresolved(UnresolvedReason.WorkspaceChanged, _state.Level);
    }

    /// <summary>What the user's decisions of this case allow besides.</summary>
    private IEnumerable<string> Allowed()
    {
        CardIssued? card = null;
        for (var i = 0; i < _count; i++)
        {
            card = _events[i] as CardIssued ?? card;
            if (_events[i] is DecisionTaken decision && card is not null
                && DecisionOption.Find(card.Options, decision.Option) is { MayEdit: { IsDefaultOrEmpty: false } globs })
            {
                foreach (var glob in globs)
                {
                    yield return glob;
                }
            }
        }
    }

    private DecisionTaken? LastDecision()
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (_events[i] is DecisionTaken decision)
            {
                return decision.Number == _state.CardsIssued ? decision : null;
            }
        }

        return null;
    }

    /// <summary>A run that ends in the middle of a case leaves it to whoever takes it up.</summary>
    private static async Task GiveBackAsync(RouterParts parts, CaseId id)
    {
        try
        {
            await parts.Leases!.ReleaseAsync(id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.PassedOver(parts.Signals.Logger, "Giving a case back", e);
        }
    }
}
