using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Tests.Plugins;

/// <summary>What a model sees of the plugins. A changed line is a change that planners notice.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void The_exported_functions_are_the_ones_in_the_file()
    {
        using var folder = new ScratchFolder();
        var kernel = Host.Kernel(ladder => Microsoft.Extensions.DependencyInjection.AgentEscalationBuilderExtensions.AddWorkspace(ladder, "api", folder.Path));
        kernel.Plugins.AddAgents(kernel.Services, "rust-pro", "backend-coordinator", "tech-lead-orchestrator");
        var surface = string.Join('\n', kernel.Plugins.OrderBy(plugin => plugin.Name, StringComparer.Ordinal).SelectMany(plugin =>
            plugin.OrderBy(function => function.Name, StringComparer.Ordinal).SelectMany(Lines)));
        var file = Path.Combine(AppContext.BaseDirectory, "Plugins", "surface.txt");
        Assert.Equal(File.ReadAllText(file).Trim(), surface.Trim());
    }

    private static IEnumerable<string> Lines(KernelFunction function) =>
    [
        $"{function.PluginName}-{function.Name}: {function.Description}",
        .. function.Metadata.Parameters.Select(parameter => $"  {(parameter.IsRequired ? "required" : "optional")} {parameter.Name} {parameter.Schema}"),
    ];
}
