using AgentEscalation.Samples.HumanDecision;

// worker DIR: does the work. web DIR: takes decisions. Nothing: the whole story, with both as processes of their own.
return args switch
{
    ["worker", var data] => await WorkerHost.RunAsync(data),
    ["web", var data] => await WebHost.RunAsync(data),
    [] => await Story.TellAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: HumanDecision [worker DIR | web DIR]");
    return 2;
}
