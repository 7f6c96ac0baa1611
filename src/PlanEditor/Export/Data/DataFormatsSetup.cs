namespace PlanEditor.Export.Data;

/// <summary>The formats that programs read.</summary>
public static class DataFormatsSetup
{
    public static void AddDataFormats(this IServiceCollection services)
    {
        services.AddSingleton<IPlanFormat, JsonFormat>();
        services.AddSingleton<IPlanFormat, CsvFormat>();
        services.AddSingleton<IPlanFormat, XlsxFormat>();
        services.AddSingleton<IPlanFormat, DcatFormat>();
        services.AddSingleton<IPlanFormat, CalendarFormat>();
    }
}
