using Spectre.Console;

namespace Entente.Cli.Inputs;

/// <summary>A progress bar on standard error while long work runs; nothing where standard error is no terminal.</summary>
internal static class ProgressBar
{
    /// <summary>Runs the work; the bar moves as the given action is told of bytes read.</summary>
    /// <param name="surroundings">Where to show it.</param>
    /// <param name="title">What is being done, in a few words.</param>
    /// <param name="bytes">How many bytes there are; null where nobody knows.</param>
    /// <param name="work">The work; its argument takes the bytes just read, from any thread.</param>
    public static T During<T>(Surroundings surroundings, string title, long? bytes, Func<Action<long>, T> work)
    {
        if (!surroundings.ErrorIsTerminal)
        {
            return work(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(title.EscapeMarkup(), maxValue: bytes ?? 1);
                task.IsIndeterminate = bytes is null;
                return work(read => task.Increment(bytes is null ? 0 : read));
            });
    }
}
