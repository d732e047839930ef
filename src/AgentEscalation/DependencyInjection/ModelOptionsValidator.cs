using AgentEscalation.Chat;
using Microsoft.Extensions.Options;

namespace AgentEscalation.DependencyInjection;

/// <summary>The ranges that stand at the options themselves.</summary>
[OptionsValidator]
internal sealed partial class ModelOptionsValidator : IValidateOptions<ModelOptions>;
