using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Orders;

/// <summary>Content that never changes after its first save: an update of it throws, whoever tries.</summary>
internal static class WrittenOnce
{
    /// <summary>Every column.</summary>
    public static void IsWrittenOnce<T>(this EntityTypeBuilder<T> b) where T : class =>
        b.IsWrittenOnce([.. b.Metadata.GetProperties().Where(p => !p.IsPrimaryKey()).Select(p => p.Name)]);

    /// <summary>These columns.</summary>
    public static void IsWrittenOnce<T>(this EntityTypeBuilder<T> b, params IReadOnlyList<string> properties) where T : class
    {
        foreach (var property in properties)
            b.Property(property).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
    }
}
