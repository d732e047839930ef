using AgentEscalation.Benchmarks.Peers;

var job = new FailingJob();
Console.WriteLine(await new BareLoop(job).RunAsync());
Console.WriteLine(await new PollyLadder(job).RunAsync());
Console.WriteLine(await new KernelLoop(job).RunAsync());
Console.WriteLine(await new WorkflowLadder(job).RunAsync());
