namespace Entente.Cli;

/// <summary>What the process answers. Hits do not change it: a script reads them from the output.</summary>
internal static class ExitCode
{
    /// <summary>Done, hits or not.</summary>
    public const int Done = 0;

    /// <summary>The arguments were wrong or an input could not be read.</summary>
    public const int BadInput = 1;

    /// <summary>Done, but some records of the input were refused, or are missing since it breaks off.</summary>
    public const int DoneWithRefusals = 2;

    /// <summary>The output could not be written.</summary>
    public const int OutputFailed = 3;

    /// <summary>A defect in Entente itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int Defect = 70;

    /// <summary>Interrupted; what was written is whole (128 + SIGINT, as shells do).</summary>
    public const int Interrupted = 130;

    /// <summary>The codes as --help tells them.</summary>
    public const string Help = """
        Exit codes:
          0    done, hits or not
          1    bad arguments, or an input that cannot be read
          2    done, but records of the input were refused or are missing
          3    the output could not be written
          70   a defect in Entente
          130  interrupted; what was written is whole

        """;
}
