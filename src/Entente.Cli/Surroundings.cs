using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Entente.Cli;

/// <summary>Everything a command may touch outside its arguments and files. Tests give their own.</summary>
internal sealed record Surroundings
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public required Stream Input { get; init; }

    /// <summary>Standard output as bytes, for rows; text goes through <see cref="Text"/>.</summary>
    public required Stream Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Standard output as text. Flushed when the command ends.</summary>
    public TextWriter Text => field ??= new StreamWriter(Output, Utf8, bufferSize: 4096, leaveOpen: true);

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>How many threads may screen.</summary>
    public int Cores { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The real process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Input = Console.OpenStandardInput(),
        Output = OpenStandardOutput(),
        Error = new StreamWriter(new UnheardStream(Console.OpenStandardError()), Utf8) { AutoFlush = true },
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Cores = Environment.ProcessorCount,
    };

    // The console's stream goes on in silence when the reader of a pipe has gone; a run that nobody reads must end and say so.
    // A file keeps the console's stream, which shares its position with standard error and with the commands before and after.
    private static Stream OpenStandardOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return direct.CanSeek ? Console.OpenStandardOutput() : direct;
    }
}
