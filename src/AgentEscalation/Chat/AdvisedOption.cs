using System.Text.Json;
using AgentEscalation.Cases;

namespace AgentEscalation.Chat;

/// <summary>A way out that an architect's model proposes. It can allow nothing: which files may be edited is not the model's to say.</summary>
internal sealed record AdvisedOption(string Title, string Description, IReadOnlyList<string> Steps)
{
    public static AdvisedOption? Read(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.Text("title") is { Length: > 0 } title
        && json.Text("description") is { } description && json.Texts("steps") is { } steps
            ? new(title, description, steps)
            : null;

    public DecisionOption AsOption() => new() { Title = Title, Description = Description, Steps = AdviceAnswer.AsSteps(Steps) };
}
