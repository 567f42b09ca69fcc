using System.Text;
using Entente.Formats.DataSets;
using Entente.Formats.Reading;

namespace Entente.Formats.Tests.DataSets;

/// <summary>Files of figures, made of strings or published.</summary>
internal static class Sets
{
    public const string Expenditure = "sipri/milex_long_1990_2024_subset.csv";

    public const string Register = "sipri/trade_register_nw_africa_1995_2025.csv";

    public static DataSetContents Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static DataSetContents Read(byte[] bytes) => DataSetFiles.Read(Input.File("figures.csv", bytes));

    public static string[] Codes(this DataSetContents contents) => [.. contents.Journal.Counts.Keys];

    /// <summary>A file of the folder of published data; the test is skipped where there is none.</summary>
    public static string Published(string path)
    {
        var folder = Environment.GetEnvironmentVariable("ENTENTE_DATA");
        Assert.SkipWhen(folder is null, "ENTENTE_DATA does not name the folder of published data.");
        var file = Path.Combine(folder!, path);
        Assert.SkipUnless(File.Exists(file), $"{path} is not in the folder of published data.");
        return file;
    }

    public static DataSetContents ReadPublished(string path)
    {
        var file = Published(path);
        return DataSetFiles.Read(new InputFile(Path.GetFileName(file), () => File.OpenRead(file)));
    }
}
