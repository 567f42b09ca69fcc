using System.Runtime.InteropServices;
using Entente.Cli;

// The first Ctrl-C (or SIGTERM) asks the work to end at the next whole row; the second one ends the process.
using var interrupt = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

return CommandLine.Run(args, Surroundings.OfProcess(), interrupt.Token);

void Interrupt(PosixSignalContext signal)
{
    if (!interrupt.IsCancellationRequested)
    {
        signal.Cancel = true;
        interrupt.Cancel();
    }
}
