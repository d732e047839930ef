using AgentEscalation.Routing;
using AgentEscalation.Samples.KernelHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

// A shop's assistant as many applications have one: a kernel, a model, a few functions. Today the functions fail.
await using var provider = await Provider.ChooseAsync();
Console.WriteLine(provider.Says);

var builder = Kernel.CreateBuilder();
builder.AddOpenAIChatCompletion(provider.Model, provider.Endpoint, provider.Key);
builder.Plugins.AddFromType<Shop>("Shop");

// What makes it resilient: which functions may be called again, and which argument advice may correct.
builder.Services.AddAgentEscalation()
    .AddAdviser("", new Colleague())
    .EscalateFunctions("backend-coordinator", f => f.Only("Shop-*").Repeatable("Shop-count_stock", "Shop-quote").ArgumentsMayChange("Shop-quote", "currency"));
builder.Services.AddSingleton<IFunctionInvocationFilter, Narrator>();
var kernel = builder.Build();
kernel.Plugins.AddAgents(kernel.Services, "rust-pro", "backend-coordinator", "tech-lead-orchestrator");

const string Question = "How many lamps do we have, what does one cost in euro, and mail the answer to ada@example.org.";
Console.WriteLine($"\nuser:  {Question}");
var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
ChatHistory chat = [new(AuthorRole.User, Question)];
var answer = await kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync(chat, settings, kernel);
Console.WriteLine($"model: {answer.Content}\n");

var score = kernel.Services.GetRequiredService<EscalationRouter>().Scorecard.ToScorecard().Total;
Console.WriteLine($"scorecard: {score.Resolved} resolved, {score.Unresolved} unresolved, {score.Open} waiting for a person");
