using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Entente.Node.Tests.Partnership.Import;

/// <summary>Writes Excel workbooks (ECMA-376) by hand, as Excel itself lays them out: shared strings, a style for dates, merged cells.</summary>
internal static class WorkbookFile
{
    /// <summary>A workbook of one sheet. A cell is text, a number, a day, or null.</summary>
    public static byte[] Of(object?[][] rows, params string[] merged) => Of([("Feuil1", rows, merged)]);

    /// <summary>A workbook of several sheets.</summary>
    public static byte[] Of(IReadOnlyList<(string Name, object?[][] Rows, string[] Merged)> sheets)
    {
        var strings = new List<string>();
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
            Put(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Put(zip, "xl/workbook.xml", $"""<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{string.Concat(sheets.Select((s, i) => $"""<sheet name="{s.Name}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>""");
            Put(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}<Relationship Id="rId100" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId101" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
            Put(zip, "xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>""");
            foreach (var (sheet, i) in sheets.Select((s, i) => (s, i)))
            {
                Put(zip, $"xl/worksheets/sheet{i + 1}.xml", SheetOf(sheet.Rows, sheet.Merged, strings));
            }

            Put(zip, "xl/sharedStrings.xml", $"""<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{string.Concat(strings.Select(s => $"""<si><t xml:space="preserve">{SecurityElement.Escape(s)}</t></si>"""))}</sst>""");
        }

        return memory.ToArray();
    }

    /// <summary>An archive with one file of so many blanks beside an empty workbook.</summary>
    public static byte[] Bomb(long bytes)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "xl/workbook.xml", "<workbook/>");
            using var part = zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open();
            var blanks = new byte[1 << 20];
            for (var written = 0L; written < bytes; written += blanks.Length)
            {
                part.Write(blanks);
            }
        }

        return memory.ToArray();
    }

    private static string SheetOf(object?[][] rows, string[] merged, List<string> strings)
    {
        var xml = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
        for (var row = 0; row < rows.Length; row++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"""<row r="{row + 1}">""");
            for (var column = 0; column < rows[row].Length; column++)
            {
                xml.Append(CellOf($"{(char)('A' + column)}{row + 1}", rows[row][column], strings));
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        return xml.Append(merged.Length == 0 ? "" : $"""<mergeCells count="{merged.Length}">{string.Concat(merged.Select(m => $"""<mergeCell ref="{m}"/>"""))}</mergeCells>""").Append("</worksheet>").ToString();
    }

    private static string CellOf(string place, object? value, List<string> strings)
    {
        switch (value)
        {
            case null:
                return "";
            case string text:
                strings.Add(text);
                return $"""<c r="{place}" t="s"><v>{strings.Count - 1}</v></c>""";
            case DateOnly day:
                return $"""<c r="{place}" s="1"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>""";
            default:
                return $"""<c r="{place}"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>""";
        }
    }

    private static void Put(ZipArchive zip, string name, string xml)
    {
        using var part = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        part.Write(xml);
    }
}
