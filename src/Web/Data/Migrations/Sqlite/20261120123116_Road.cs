using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoEngine.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Road : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_rows",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    seq = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    entity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true),
                    request_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "extraction_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    contact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    intent = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    confidence = table.Column<double>(type: "REAL", nullable: false),
                    needed_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    budget = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ship_to = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    pinned = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    questions = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    after = table.Column<long>(type: "INTEGER", nullable: false),
                    read_position = table.Column<long>(type: "INTEGER", nullable: false),
                    read_message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quote_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    quote_number = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    dismissed_because = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extraction_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    request_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_attachments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_channels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    provider = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    settings = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    rejected = table.Column<long>(type: "INTEGER", nullable: false),
                    rejected_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    answers_nearby = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    opted_out_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_contacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    payload = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ordering_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    unique_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ready = table.Column<bool>(type: "INTEGER", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    due_limit = table.Column<DateTime>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_owner = table.Column<Guid>(type: "TEXT", nullable: true),
                    lease_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    error = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "live_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    seq = table.Column<long>(type: "INTEGER", nullable: true),
                    topic = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    entity_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_live_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "number_sequences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    format = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    next = table.Column<long>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_sequences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders_customers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_customers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders_products",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    aliases = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    attributes = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    defaults = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    units = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    image_key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    search_text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders_warehouses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_warehouses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "simulator_phones",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    seen_up_to = table.Column<long>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_simulator_phones", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workspaces",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspaces", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "extraction_draft_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draft_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: true),
                    stated = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    attributes = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    confidence = table.Column<double>(type: "REAL", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    alternatives = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    doubts = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    pinned = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    by_hand = table.Column<bool>(type: "INTEGER", nullable: false),
                    removed = table.Column<bool>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extraction_draft_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_extraction_draft_lines_extraction_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "extraction_drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_inbound_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    channel_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    headers = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    processed_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    body_purged = table.Column<bool>(type: "INTEGER", nullable: false, defaultValue: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_inbound_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_inbound_events_inbox_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "inbox_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_consents",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    contact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_consents", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_consents_inbox_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "inbox_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_conversations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    channel_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    contact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    thread_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    unread = table.Column<int>(type: "INTEGER", nullable: false),
                    last_message_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    last_text = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    last_direction = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    attention_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    attention_text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_conversations", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_conversations_inbox_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "inbox_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_inbox_conversations_inbox_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "inbox_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_quotes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draft_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    current_revision_no = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_quotes", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_quotes_orders_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "orders_customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_price_breaks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    min_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_price_micros = table.Column<long>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_price_breaks", x => x.id);
                    table.CheckConstraint("ck_orders_price_breaks_price", "unit_price_micros >= 0");
                    table.CheckConstraint("ck_orders_price_breaks_quantity", "min_quantity >= 1");
                    table.ForeignKey(
                        name: "fk_orders_price_breaks_orders_products_product_id",
                        column: x => x.product_id,
                        principalTable: "orders_products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_variants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sku = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    attributes = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    track_stock = table.Column<bool>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_variants", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_variants_orders_products_product_id",
                        column: x => x.product_id,
                        principalTable: "orders_products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "simulator_messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    sid = table.Column<string>(type: "TEXT", maxLength: 34, nullable: false),
                    phone_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_customer = table.Column<bool>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 12800, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status_url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_simulator_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_simulator_messages_simulator_phones_phone_id",
                        column: x => x.phone_id,
                        principalTable: "simulator_phones",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_api_tokens_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => new { x.user_id, x.workspace_id });
                    table.ForeignKey(
                        name: "fk_memberships_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_memberships_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_messages",
                columns: table => new
                {
                    position = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    contact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    channel_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    direction = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 65536, nullable: false),
                    sent_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    external_id = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    to = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    author = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    error_code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    error_text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    sending_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    queued_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_messages", x => x.position);
                    table.ForeignKey(
                        name: "fk_inbox_messages_inbox_conversations_conversation_id",
                        column: x => x.conversation_id,
                        principalTable: "inbox_conversations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_quote_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quote_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    needed_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ship_to = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    content_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    issued_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    valid_until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    accepted_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    accepted_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    accepted_message_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_quote_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_quote_revisions_orders_quotes_quote_id",
                        column: x => x.quote_id,
                        principalTable: "orders_quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_stock_levels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    variant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    warehouse_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    on_hand = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved = table.Column<long>(type: "INTEGER", nullable: false),
                    quarantined = table.Column<long>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_stock_levels", x => x.id);
                    table.CheckConstraint("ck_orders_stock_levels_quarantined", "0 <= quarantined");
                    table.CheckConstraint("ck_orders_stock_levels_reserved", "0 <= reserved AND reserved <= on_hand - quarantined");
                    table.ForeignKey(
                        name: "fk_orders_stock_levels_orders_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "orders_variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_stock_levels_orders_warehouses_warehouse_id",
                        column: x => x.warehouse_id,
                        principalTable: "orders_warehouses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_stock_movements",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    variant_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_warehouse_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    to_warehouse_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    document_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    idempotency_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_stock_movements", x => x.id);
                    table.CheckConstraint("ck_orders_stock_movements_ends", "from_warehouse_id IS NOT NULL OR to_warehouse_id IS NOT NULL");
                    table.CheckConstraint("ck_orders_stock_movements_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_orders_stock_movements_orders_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "orders_variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_stock_movements_orders_warehouses_from_warehouse_id",
                        column: x => x.from_warehouse_id,
                        principalTable: "orders_warehouses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_stock_movements_orders_warehouses_to_warehouse_id",
                        column: x => x.to_warehouse_id,
                        principalTable: "orders_warehouses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    quote_revision_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quote_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    customer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    needed_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ship_to = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    lifecycle = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    fulfilment = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_orders_orders_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "orders_customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_orders_orders_quote_revisions_quote_revision_id",
                        column: x => x.quote_revision_id,
                        principalTable: "orders_quote_revisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_orders_orders_quotes_quote_id",
                        column: x => x.quote_id,
                        principalTable: "orders_quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_quote_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    revision_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    variant_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    sku = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    attributes = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_price_micros = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    quote_revision_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_quote_lines", x => x.id);
                    table.CheckConstraint("ck_orders_quote_lines_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_orders_quote_lines_orders_products_product_id",
                        column: x => x.product_id,
                        principalTable: "orders_products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_quote_lines_orders_quote_revisions_revision_id",
                        column: x => x.revision_id,
                        principalTable: "orders_quote_revisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_quote_lines_orders_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "orders_variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_order_history",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_order_history", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_order_history_orders_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_order_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    product_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    variant_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    sku = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    attributes = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    unit_price_micros = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    stocked = table.Column<bool>(type: "INTEGER", nullable: false),
                    ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    cancelled = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved = table.Column<long>(type: "INTEGER", nullable: false),
                    backordered = table.Column<long>(type: "INTEGER", nullable: false),
                    shipped = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered = table.Column<long>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_order_lines", x => x.id);
                    table.CheckConstraint("ck_orders_order_lines_ordered", "ordered > 0 AND cancelled BETWEEN 0 AND ordered");
                    table.CheckConstraint("ck_orders_order_lines_progress", "0 <= delivered AND delivered <= shipped AND shipped <= ordered - cancelled");
                    table.CheckConstraint("ck_orders_order_lines_stock", "reserved >= 0 AND backordered >= 0 AND (NOT stocked OR reserved + backordered + shipped = ordered - cancelled)");
                    table.ForeignKey(
                        name: "fk_orders_order_lines_orders_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_order_lines_orders_products_product_id",
                        column: x => x.product_id,
                        principalTable: "orders_products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_order_lines_orders_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "orders_variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_reservations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stock_level_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_line_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    workspace_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_reservations", x => x.id);
                    table.CheckConstraint("ck_orders_reservations_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_orders_reservations_orders_order_lines_order_line_id",
                        column: x => x.order_line_id,
                        principalTable: "orders_order_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_reservations_orders_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_reservations_orders_stock_levels_stock_level_id",
                        column: x => x.stock_level_id,
                        principalTable: "orders_stock_levels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_hash",
                table: "api_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_user_id",
                table: "api_tokens",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_workspace_id",
                table: "api_tokens",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_seq",
                table: "audit_rows",
                columns: new[] { "workspace_id", "seq" },
                unique: true,
                filter: "seq IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_unnumbered",
                table: "audit_rows",
                columns: new[] { "workspace_id", "id" },
                filter: "seq IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_workspace_id_entity_id_id",
                table: "audit_rows",
                columns: new[] { "workspace_id", "entity_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_extraction_draft_lines_draft_id",
                table: "extraction_draft_lines",
                column: "draft_id");

            migrationBuilder.CreateIndex(
                name: "ix_extraction_drafts_conversation_id",
                table: "extraction_drafts",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_extraction_drafts_open",
                table: "extraction_drafts",
                columns: new[] { "workspace_id", "contact_id" },
                unique: true,
                filter: "status IN ('Open', 'Stale')");

            migrationBuilder.CreateIndex(
                name: "ix_extraction_drafts_workspace_id_contact_id_read_position",
                table: "extraction_drafts",
                columns: new[] { "workspace_id", "contact_id", "read_position" });

            migrationBuilder.CreateIndex(
                name: "ix_extraction_drafts_workspace_id_status_updated_at_id",
                table: "extraction_drafts",
                columns: new[] { "workspace_id", "status", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_at",
                table: "idempotency_keys",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_workspace_id_user_id_key",
                table: "idempotency_keys",
                columns: new[] { "workspace_id", "user_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_attachments_message_id",
                table: "inbox_attachments",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_channels_workspace_id_kind_address",
                table: "inbox_channels",
                columns: new[] { "workspace_id", "kind", "address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_consents_contact_id",
                table: "inbox_consents",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_consents_workspace_id_contact_id_id",
                table: "inbox_consents",
                columns: new[] { "workspace_id", "contact_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_contacts_workspace_id_address",
                table: "inbox_contacts",
                columns: new[] { "workspace_id", "address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_channel_id",
                table: "inbox_conversations",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_contact_id",
                table: "inbox_conversations",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_open",
                table: "inbox_conversations",
                columns: new[] { "workspace_id", "channel_id", "thread_key" },
                unique: true,
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_workspace_id_last_message_at_id",
                table: "inbox_conversations",
                columns: new[] { "workspace_id", "last_message_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_workspace_id_status_last_message_at_id",
                table: "inbox_conversations",
                columns: new[] { "workspace_id", "status", "last_message_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_channel_id",
                table: "inbox_inbound_events",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events",
                column: "processed_at",
                filter: "NOT body_purged");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_workspace_id_channel_id_event_key",
                table: "inbox_inbound_events",
                columns: new[] { "workspace_id", "channel_id", "event_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_contact_id_position",
                table: "inbox_messages",
                columns: new[] { "contact_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_conversation_id_position",
                table: "inbox_messages",
                columns: new[] { "conversation_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_id",
                table: "inbox_messages",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_workspace_id_channel_id_external_id",
                table: "inbox_messages",
                columns: new[] { "workspace_id", "channel_id", "external_id" },
                unique: true,
                filter: "external_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_dead",
                table: "jobs",
                columns: new[] { "workspace_id", "id" },
                filter: "state = 'Dead'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ordering",
                table: "jobs",
                columns: new[] { "workspace_id", "ordering_key", "id" },
                filter: "ordering_key IS NOT NULL AND state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ready",
                table: "jobs",
                columns: new[] { "kind", "due_at", "id" },
                filter: "ready");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_unique",
                table: "jobs",
                columns: new[] { "workspace_id", "unique_key" },
                unique: true,
                filter: "unique_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_live_events_at",
                table: "live_events",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_live_events_unnumbered",
                table: "live_events",
                columns: new[] { "workspace_id", "id" },
                filter: "seq IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_live_events_workspace_id_seq",
                table: "live_events",
                columns: new[] { "workspace_id", "seq" },
                unique: true,
                filter: "seq IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_workspace_id",
                table: "memberships",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_number_sequences_workspace_id_kind",
                table: "number_sequences",
                columns: new[] { "workspace_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_customers_workspace_id_name",
                table: "orders_customers",
                columns: new[] { "workspace_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_customers_workspace_id_phone",
                table: "orders_customers",
                columns: new[] { "workspace_id", "phone" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_history_order_id",
                table: "orders_order_history",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_history_workspace_id_order_id_id",
                table: "orders_order_history",
                columns: new[] { "workspace_id", "order_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_lines_order_id",
                table: "orders_order_lines",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_lines_product_id",
                table: "orders_order_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_lines_variant_id",
                table: "orders_order_lines",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_lines_workspace_id_order_id_position",
                table: "orders_order_lines",
                columns: new[] { "workspace_id", "order_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_customer_id",
                table: "orders_orders",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_quote_id",
                table: "orders_orders",
                column: "quote_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_quote_revision_id",
                table: "orders_orders",
                column: "quote_revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_conversation_id_created_at",
                table: "orders_orders",
                columns: new[] { "workspace_id", "conversation_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_created_at_number",
                table: "orders_orders",
                columns: new[] { "workspace_id", "created_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_customer_id_created_at",
                table: "orders_orders",
                columns: new[] { "workspace_id", "customer_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_number",
                table: "orders_orders",
                columns: new[] { "workspace_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_quote_id",
                table: "orders_orders",
                columns: new[] { "workspace_id", "quote_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_quote_revision_id",
                table: "orders_orders",
                columns: new[] { "workspace_id", "quote_revision_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_price_breaks_product_id",
                table: "orders_price_breaks",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_price_breaks_workspace_id_product_id_min_quantity",
                table: "orders_price_breaks",
                columns: new[] { "workspace_id", "product_id", "min_quantity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_products_workspace_id_name_sku",
                table: "orders_products",
                columns: new[] { "workspace_id", "name", "sku" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_products_workspace_id_sku",
                table: "orders_products",
                columns: new[] { "workspace_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_products_workspace_id_version",
                table: "orders_products",
                columns: new[] { "workspace_id", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_lines_product_id",
                table: "orders_quote_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_lines_revision_id",
                table: "orders_quote_lines",
                column: "revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_lines_variant_id",
                table: "orders_quote_lines",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_lines_workspace_id_revision_id_position",
                table: "orders_quote_lines",
                columns: new[] { "workspace_id", "revision_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_revisions_quote_id",
                table: "orders_quote_revisions",
                column: "quote_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_revisions_workspace_id_quote_id_no",
                table: "orders_quote_revisions",
                columns: new[] { "workspace_id", "quote_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_revisions_workspace_id_state_valid_until",
                table: "orders_quote_revisions",
                columns: new[] { "workspace_id", "state", "valid_until" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotes_customer_id",
                table: "orders_quotes",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotes_workspace_id_conversation_id_created_at",
                table: "orders_quotes",
                columns: new[] { "workspace_id", "conversation_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotes_workspace_id_draft_id",
                table: "orders_quotes",
                columns: new[] { "workspace_id", "draft_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotes_workspace_id_number",
                table: "orders_quotes",
                columns: new[] { "workspace_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_order_id",
                table: "orders_reservations",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_order_line_id",
                table: "orders_reservations",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_stock_level_id",
                table: "orders_reservations",
                column: "stock_level_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_workspace_id_order_id",
                table: "orders_reservations",
                columns: new[] { "workspace_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_workspace_id_order_line_id_stock_level_id",
                table: "orders_reservations",
                columns: new[] { "workspace_id", "order_line_id", "stock_level_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_workspace_id_stock_level_id_state",
                table: "orders_reservations",
                columns: new[] { "workspace_id", "stock_level_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_levels_variant_id",
                table: "orders_stock_levels",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_levels_warehouse_id",
                table: "orders_stock_levels",
                column: "warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_levels_workspace_id_variant_id_warehouse_id",
                table: "orders_stock_levels",
                columns: new[] { "workspace_id", "variant_id", "warehouse_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_from_warehouse_id",
                table: "orders_stock_movements",
                column: "from_warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_to_warehouse_id",
                table: "orders_stock_movements",
                column: "to_warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_variant_id",
                table: "orders_stock_movements",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_workspace_id_idempotency_key",
                table: "orders_stock_movements",
                columns: new[] { "workspace_id", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_workspace_id_variant_id_id",
                table: "orders_stock_movements",
                columns: new[] { "workspace_id", "variant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_variants_product_id",
                table: "orders_variants",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_variants_workspace_id_sku",
                table: "orders_variants",
                columns: new[] { "workspace_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_warehouses_workspace_id_code",
                table: "orders_warehouses",
                columns: new[] { "workspace_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_orders_warehouses_default",
                table: "orders_warehouses",
                column: "workspace_id",
                unique: true,
                filter: "is_default");

            migrationBuilder.CreateIndex(
                name: "ix_protection_keys_name",
                table: "protection_keys",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_simulator_messages_phone_id",
                table: "simulator_messages",
                column: "phone_id");

            migrationBuilder.CreateIndex(
                name: "ix_simulator_messages_workspace_id_phone_id_id",
                table: "simulator_messages",
                columns: new[] { "workspace_id", "phone_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_simulator_messages_workspace_id_sid",
                table: "simulator_messages",
                columns: new[] { "workspace_id", "sid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_simulator_phones_workspace_id_number",
                table: "simulator_phones",
                columns: new[] { "workspace_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "email_index",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "user_name_index",
                table: "users",
                column: "normalized_user_name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "audit_rows");

            migrationBuilder.DropTable(
                name: "extraction_draft_lines");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox_attachments");

            migrationBuilder.DropTable(
                name: "inbox_consents");

            migrationBuilder.DropTable(
                name: "inbox_inbound_events");

            migrationBuilder.DropTable(
                name: "inbox_messages");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "live_events");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "number_sequences");

            migrationBuilder.DropTable(
                name: "orders_order_history");

            migrationBuilder.DropTable(
                name: "orders_price_breaks");

            migrationBuilder.DropTable(
                name: "orders_quote_lines");

            migrationBuilder.DropTable(
                name: "orders_reservations");

            migrationBuilder.DropTable(
                name: "orders_stock_movements");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "simulator_messages");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "extraction_drafts");

            migrationBuilder.DropTable(
                name: "inbox_conversations");

            migrationBuilder.DropTable(
                name: "workspaces");

            migrationBuilder.DropTable(
                name: "orders_order_lines");

            migrationBuilder.DropTable(
                name: "orders_stock_levels");

            migrationBuilder.DropTable(
                name: "simulator_phones");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "inbox_channels");

            migrationBuilder.DropTable(
                name: "inbox_contacts");

            migrationBuilder.DropTable(
                name: "orders_orders");

            migrationBuilder.DropTable(
                name: "orders_variants");

            migrationBuilder.DropTable(
                name: "orders_warehouses");

            migrationBuilder.DropTable(
                name: "orders_quote_revisions");

            migrationBuilder.DropTable(
                name: "orders_products");

            migrationBuilder.DropTable(
                name: "orders_quotes");

            migrationBuilder.DropTable(
                name: "orders_customers");
        }
    }
}
