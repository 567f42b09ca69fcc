using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Entente.Cli;

/// <summary>The usual help with the exit codes below it.</summary>
internal sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(ExitCode.Help);
        return exitCode;
    }

    /// <summary>Puts the codes below the help of every command.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction help)
            {
                option.Action = new HelpWithExitCodes(help);
            }
        }
    }
}
