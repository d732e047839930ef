using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Routing;

namespace AgentEscalation.Chat;

/// <summary>Answers reports with a model that has the instructions of an agent. It reads the report and nothing else, has no tools and edits
/// nothing; its answer is guidance with steps, "belongs higher up", or a major decision with options. Thread-safe.</summary>
/// <param name="agent">The agent whose instructions the model follows.</param>
/// <param name="models">The models.</param>
/// <param name="time">The clock; null: the system's.</param>
public sealed class ChatAdviser(AgentDefinition agent, ChatModels models, TimeProvider? time = null) : IAdviser
{
    /// <inheritdoc/>
    public async ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var calls = new ModelCalls(models, agent.Model, report.Level, report.Left, time ?? TimeProvider.System);
        var answer = await calls.AskForAsync<AdviceAnswer>(
            AdvicePrompt.Messages(agent, report), AdviceAnswer.Format, AdviceAnswer.Read, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return answer.Value is { } advice ? advice.AsGuidance(report, calls.Used) : Guidance.NoAnswer(answer.Fault!, calls.Used);
    }
}
