using System.Buffers.Binary;
using System.Text;
using Entente.Node.Partnership.Import;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Tests.Partnership.Import;

public sealed class SpreadsheetTests
{
    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("Intitulé;Début\nRéunion à Rabat;14/06/2026\n") },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Intitulé;Début\r\nRéunion à Rabat;14/06/2026")] },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Intitulé\tDébut\nRéunion à Rabat\t14/06/2026\n")] },
        { "UTF-16 the other way", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Intitulé,Début\nRéunion à Rabat,14/06/2026\n")] },
        { "Windows-1252", Encoding.Latin1.GetBytes("Intitulé;Début\nRéunion à Rabat;14/06/2026\n") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Text_is_read_in_every_usual_encoding_and_with_every_delimiter(string name, byte[] bytes)
    {
        var sheet = Spreadsheet.Read(bytes).Sheets.ShouldHaveSingleItem(name);
        sheet.At(0, 0).Text.ShouldBe("Intitulé");
        sheet.At(1, 0).Text.ShouldBe("Réunion à Rabat");
        sheet.At(1, 1).Text.ShouldBe("14/06/2026");
        sheet.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public void A_cell_in_quotation_marks_may_hold_delimiters_marks_and_lines() =>
        Spreadsheet.Read("a,b\n\"x, \"\"y\"\"\nz\",2\n"u8.ToArray()).Sheets[0].At(1, 0).Text.ShouldBe("x, \"y\"\nz");

    [Fact]
    public void A_workbook_gives_text_numbers_and_days_and_fills_what_was_merged_down()
    {
        var bytes = WorkbookFile.Of([["Titre", "Date", "Montant"], ["Visite", new DateOnly(2026, 6, 14), 1250000.5], [null, new DateOnly(2026, 6, 15), 3]], "A2:A3");
        var sheet = Spreadsheet.Read(bytes).Sheets.ShouldHaveSingleItem();
        sheet.At(1, 1).ShouldBe(SheetCell.Of(new DateOnly(2026, 6, 14)));
        sheet.At(1, 2).Number.ShouldBe(1250000.5m);
        sheet.At(2, 0).Text.ShouldBe("Visite");
    }

    [Fact]
    public void What_is_no_spreadsheet_is_refused_by_name()
    {
        Spreadsheet.Read([]).Fault.ShouldBe(SpreadsheetFault.Empty);
        Spreadsheet.Read("\n\n"u8.ToArray()).Fault.ShouldBe(SpreadsheetFault.Empty);
        Spreadsheet.Read(new byte[Spreadsheet.MostBytes + 1]).Fault.ShouldBe(SpreadsheetFault.TooLarge);
        Spreadsheet.Read([0xD0, 0xCF, 0x11, 0xE0, 0, 0]).Fault.ShouldBe(SpreadsheetFault.OldWorkbook);
        Spreadsheet.Read([0x50, 0x4B, 0x03, 0x04, 1, 2, 3]).Fault.ShouldBe(SpreadsheetFault.Unreadable);
        Spreadsheet.Read([1, 0, 2, 0, 0]).Fault.ShouldBe(SpreadsheetFault.NoText);
        Spreadsheet.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", Spreadsheet.MostRows + 1)))).Fault.ShouldBe(SpreadsheetFault.TooMany);
        Spreadsheet.Read(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat("a", Spreadsheet.MostColumns + 1)))).Fault.ShouldBe(SpreadsheetFault.TooMany);
    }

    [Fact]
    public void An_archive_that_would_unpack_to_very_much_is_not_unpacked()
    {
        var bomb = WorkbookFile.Bomb(201L << 20);
        bomb.Length.ShouldBeLessThan(Spreadsheet.MostBytes);
        Spreadsheet.Read(bomb).Fault.ShouldBe(SpreadsheetFault.Bomb);
    }

    [Fact]
    public void An_archive_that_says_less_than_it_holds_is_unpacked_no_further_than_it_says()
    {
        var bomb = WorkbookFile.Bomb(201L << 20);

        // Entries of the central directory (APPNOTE 4.3.12): the size of what is unpacked stands 24 bytes behind the signature.
        for (var i = 0; i < bomb.Length - 28; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bomb.AsSpan(i)) == 0x02014B50 && BinaryPrimitives.ReadUInt32LittleEndian(bomb.AsSpan(i + 24)) > 1_000_000)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(i + 24), 1_000);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Spreadsheet.Read(bomb).Fault.ShouldBe(SpreadsheetFault.Unreadable);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(32L << 20);
    }

    [Theory]
    [InlineData("Activity,Type,Start date,Location,Commitment,Owner,Deadline", "engagement", "title form starts place commitments.what commitments.who commitments.due")]
    [InlineData("Intitulé;Nature;Date de début;Lieu;Engagements;Responsable;Échéance", "engagement", "title form starts place commitments.what commitments.who commitments.due")]
    [InlineData("Título;Tipo;Fecha de inicio;Lugar;Compromiso;Responsable;Plazo", "engagement", "title form starts place commitments.what commitments.who commitments.due")]
    [InlineData("العنوان;نوع;تاريخ البداية;المكان;الالتزام;المسؤول;الأجل", "engagement", "title form starts place commitments.what commitments.who commitments.due")]
    [InlineData("Agreement,Type,Parties,Signature date,In force,Expiry,Amount", "agreement", "title form parties signed in-force ends value")]
    [InlineData("Unité;Portée;Résultat;Vérifié le;Expiration", "vetting", "unit scope outcome vetted expires")]
    public void Headings_are_understood_in_four_languages(string heading, string kind, string targets)
    {
        var sheet = Spreadsheet.Read(Encoding.UTF8.GetBytes(heading + "\n")).Sheets[0];
        Headings.ColumnsOf(sheet, 0, RecordKinds.Find(kind)!).ShouldBe(targets.Split(' '), heading);
    }

    [Fact]
    public void Titles_above_the_headings_are_passed_over()
    {
        var file = Spreadsheet.Read(WorkbookFile.Of([["Programme de coopération 2026"], ["Mis à jour le 3 mars"], [], ["Intitulé", "Type", "Date de début", "Lieu"], ["Visite", "visite", new DateOnly(2026, 3, 4), "Rabat"]]));
        ImportPlan.Guess(file).Header.ShouldBe(3);
        ImportPlan.Guess(file).Kind.ShouldBe("engagement");
    }

    [Theory]
    [InlineData("14/06/2026", "03/04/2026", false, true)]
    [InlineData("06/14/2026", "03/04/2026", true, true)]
    [InlineData("03/04/2026", "05/06/2026", false, false)]
    public void The_order_of_day_and_month_is_told_by_the_file_or_left_open(string first, string second, bool monthFirst, bool certain)
    {
        var file = Spreadsheet.Read(Encoding.UTF8.GetBytes($"title,start date\na,{first}\nb,{second}\n"));
        var order = DateOrder.Of(file.Sheets[0], 0, ["title", "starts"], RecordKinds.Engagement);
        (order.MonthFirst, order.IsCertain).ShouldBe((monthFirst, certain));
        order.Examples.ShouldContain(second);
    }
}
