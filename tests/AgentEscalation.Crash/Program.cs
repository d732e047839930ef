using System.Diagnostics;
using System.Globalization;
using AgentEscalation.Crash.Certificate;
using AgentEscalation.Workspaces;

// cases ...: runs cases over a case file, see CaseRunner.
if (args is ["cases", ..])
{
    return await CaseRunner.RunAsync(args[1..]);
}

// FOLDER SCRATCH [STEP]: copies, edits and applies, one generation after the other, until it is killed by its starter, or by itself at
// the step of the apply with this number. Says "ready" when the first apply is done and everything is compiled.
var (root, scratch) = (args[0], args[1]);
var killAt = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : -1;
var step = 0;
var options = new WorkspaceOptions
{
    ScratchFolder = scratch,
    AtStep = _ =>
    {
        if (step++ == killAt)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    },
};
var workspace = await Workspace.OpenAsync(root, options);
var ready = false;
while (true)
{
    using var copy = await workspace.CopyAsync();
    var text = copy.ReadText("f0")!;
    var next = int.Parse(text[..text.IndexOf('\n', StringComparison.Ordinal)], CultureInfo.InvariantCulture) + 1;
    var edits = copy.Files.Where(f => f.StartsWith('f')).Select(FileEdit (f) => new FileEdit.Write(f, Content(next))).ToList();
    edits.Add(next % 2 == 0 ? new FileEdit.Write("made/deep/new", Content(next)) : new FileEdit.Delete("made/deep/new"));
    var result = copy.Apply(edits);
    var applied = await workspace.ApplyAsync(await copy.CreatePatchAsync());
    if (!result.Applied || !applied.Applied || killAt >= 0)
    {
        Console.Error.WriteLine($"generation {next}: {string.Join("; ", result.Refusals)} {string.Join(", ", applied.Changed)} after {step} steps");
        return step;
    }

    if (!ready)
    {
        ready = true;
        Console.WriteLine("ready");
    }
}

static string Content(int generation) =>
    string.Concat(Enumerable.Repeat(generation.ToString(CultureInfo.InvariantCulture) + "\n", 4000));
