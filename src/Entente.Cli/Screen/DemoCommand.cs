using System.CommandLine;

namespace Entente.Cli.Screen;

internal static class DemoCommand
{
    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken = default) => new("demo", "x");
}
