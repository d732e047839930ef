using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>What was used at each level. A value: a copy goes its own way.</summary>
internal record struct LevelUsage
{
    private Usage? _selfRecovery;
    private Usage? _peerConsultation;
    private Usage? _architectureReview;
    private Usage? _userDecision;

    public readonly Usage At(Level level) => (level switch
    {
        Level.SelfRecovery => _selfRecovery,
        Level.PeerConsultation => _peerConsultation,
        Level.ArchitectureReview => _architectureReview,
        Level.UserDecision => _userDecision,
        _ => null,
    }) ?? Usage.None;

    public void Add(Level level, Usage? usage)
    {
        if (usage is null || ReferenceEquals(usage, Usage.None))
        {
            return;
        }

        switch (level)
        {
            case Level.SelfRecovery:
                _selfRecovery = At(level) + usage;
                break;
            case Level.PeerConsultation:
                _peerConsultation = At(level) + usage;
                break;
            case Level.ArchitectureReview:
                _architectureReview = At(level) + usage;
                break;
            case Level.UserDecision:
                _userDecision = At(level) + usage;
                break;
            default:
                break;
        }
    }
}
