using System.Runtime.CompilerServices;

namespace Entente.Cli.Tests.Screen;

/// <summary>The samples of the repository show what their description says.</summary>
public sealed class SamplesTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../samples"));

    [Fact]
    public void Two_passengers_of_the_flight_alert_unless_they_are_cleared()
    {
        var flight = (string[])["screen", At("flight.edi"), "--list", At("national-list.csv"), "--list", At("united-list.xml")];

        var without = Call.Of(flight);
        var with = Call.Of([.. flight, "--cleared", At("cleared.csv")]);

        Travellers(without).Except(Travellers(with)).ShouldBe(["1-7", "1-9"]);
        with.Error.ShouldContain("2 hits left out because the person has been cleared");
        with.ExitCode.ShouldBe(ExitCode.Done);
    }

    private static IEnumerable<string> Travellers(Call call) => call.Output.Split('\n').Skip(1).Select(row => row.Split(',')[0]);

    private static string At(string name) => Path.Combine(Folder, name);

    // The compiler always gives a path with a folder.
    private static string Here([CallerFilePath] string path = "") => path;
}
